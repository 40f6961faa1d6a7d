import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { addTurns } from './src/lib/hydration/add-turns.ts';
import { addStyleguide } from './src/styles/add-styleguide.ts';
import { brandTokens } from './src/styles/vite-brand-tokens.ts';
import { compactIcons } from './src/styles/vite-compact-icons.ts';

// Values already in the environment win over the file.
if (existsSync('.env')) loadEnvFile('.env');

const { SITE_URL = 'http://127.0.0.1:4321', SITE_OUT_DIR = 'dist', PUBLIC_SUPABASE_URL = '' } = process.env;

/**
 * What travels together, so that a page fetches a few files that pack well and not dozens of small ones. A group takes along what its modules import and
 * no earlier group has: `npm test -- e2e budgets` weighs the outcome.
 */
const forEverybody = /preload-helper|i18n\/rich-text|shell\/journey\.ts|icons\/circle-dashed/;
const forTables = /postgrest-js|src\/lib\/(database|account)|icons\/building-2|contracts\/payment-methods/;
const forForms =
  /components\/form\/|ui\/(Field|FieldError|FormErrorSummary|TextField|Checkbox|SelectField)\.svelte|ui\/field-props/;
const forProducts =
  /products\/(flash|missing|product-state|product-row|roles|countries|Problem)|missing-parts|circle-dashed/;
const forProductForm =
  /products\/(ModelField|DealerField|product-values|serial-hint|model-choice|api)|ui\/(Combobox|combobox|DateField)|scan\/ScanButton|i18n\/local-date/;
const forParts = /ui\/(RichText|StatusIcon|Later)/;
const forJourney = /shell\/JourneyProgress|icons\/check\.svg/;
const forProductList =
  /products\/(ProductList|ProductRows|ProductItem|ProductToolbar|list-|view-settings|selection|pages)/;

export default defineConfig({
  site: SITE_URL,
  outDir: SITE_OUT_DIR,
  output: 'static',
  trailingSlash: 'always',
  build: { format: 'directory' },
  devToolbar: { enabled: false },
  integrations: [svelte(), addTurns(), addStyleguide()],
  // No Markdown here; its highlighter would need inline styles, which the policy below refuses.
  markdown: { syntaxHighlight: false },
  security: {
    csp: {
      directives: [
        "default-src 'self'",
        `connect-src 'self' ${PUBLIC_SUPABASE_URL}`.trim(),
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
      ],
    },
  },
  vite: {
    plugins: [brandTokens(), compactIcons()],
    // The contracts shared with the edge functions live outside src.
    // The stack's own data changes all the time and is nothing to reload for.
    server: { fs: { allow: ['.'] }, watch: { ignored: ['**/.local/**', '**/.cache/**'] } },
    // What most pages need travels in one file: it packs better than a dozen small ones and is fetched once.
    environments: {
      client: {
        build: {
          rolldownOptions: {
            output: {
              codeSplitting: {
                groups: [
                  { name: 'shared', priority: 2, test: forEverybody },
                  {
                    name: 'shared',
                    priority: 1,
                    minShareCount: 12,
                    test: (id) => !id.endsWith('.css') && !forTables.test(id) && !forForms.test(id),
                  },
                  // Apart, because who signs in or opens an account asks no table, and who looks at a list fills in no form.
                  {
                    name: 'contracts',
                    priority: 1,
                    test: /contracts\/(fields|countries)\.ts|lib\/today|mini\/iso/,
                  },
                  { name: 'term', priority: 1, test: /membership\/term\.ts|contracts\/days/ },
                  { name: 'country-options', priority: 1, test: /i18n\/country-options/ },
                  { name: 'parts', priority: 1, test: forParts },
                  { name: 'journey', priority: 1, test: forJourney },
                  { name: 'tables', test: forTables },
                  { name: 'forms', priority: 1, test: forForms },
                  { name: 'products', test: forProducts },
                  { name: 'product-form', test: forProductForm },
                  { name: 'product-list', test: forProductList },
                ],
              },
            },
          },
        },
      },
    },
  },
});
