import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import svelte from '@astrojs/svelte';
import { defineConfig } from 'astro/config';
import { addStyleguide } from './src/styles/add-styleguide.ts';
import { brandTokens } from './src/styles/vite-brand-tokens.ts';

// Values already in the environment win over the file.
if (existsSync('.env')) loadEnvFile('.env');

const { SITE_URL = 'http://127.0.0.1:4321', SITE_OUT_DIR = 'dist', PUBLIC_SUPABASE_URL = '' } = process.env;

export default defineConfig({
  site: SITE_URL,
  outDir: SITE_OUT_DIR,
  output: 'static',
  trailingSlash: 'always',
  build: { format: 'directory' },
  devToolbar: { enabled: false },
  integrations: [svelte(), addStyleguide()],
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
    plugins: [brandTokens()],
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
                  {
                    name: 'shared',
                    minShareCount: 14,
                    test: (id) => !id.endsWith('.css') && !id.includes('preload-helper'),
                  },
                ],
              },
            },
          },
        },
      },
    },
  },
});
