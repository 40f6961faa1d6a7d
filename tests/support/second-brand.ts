import { spawn } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findScript } from '../../local/find-script.ts';
import { root } from '../../local/paths.ts';
import type { Brand, SellerAccount } from '../../src/brand.ts';

/** Another maker, with nothing in common with the first. */
export const secondBrand: Brand = {
  manufacturer: 'Rantakaste',
  programme: { name: 'RPK – Rantakasteen piiri', abbreviation: 'RPK', fullName: 'Rantakasteen piiri' },
  seller: {
    name: 'Rantakaste Ab',
    street: 'Strandgatan 9',
    postcode: '20100',
    city: 'Turku',
    country: 'FI',
    businessId: '9999999-9',
    vatId: 'FI99999999',
    eInvoiceAddress: '0216:003799999999',
  },
  mail: { senderName: 'Rantakaste RPK', senderAddress: 'donotreply@rantakaste.example' },
  support: {
    name: 'RPK Studio Desk',
    email: 'desk@rantakaste.example',
    phone: '+358111111111',
    phoneShown: '+358 11 111 1111',
  },
  logo: '/second-logo.svg',
  colours: {
    ink: '#1b0f14',
    primary: '#8a1f4f',
    primaryDark: '#b03a70',
    linkDark: '#ffb3d1',
    beam: '#7fe0c3',
    paper: '#faf5f2',
  },
};

const secondAccounts: Record<string, SellerAccount> = {
  SEK: { holder: 'Rantakaste Ab', iban: 'FI2112345600000785', bic: 'RANTFIHH' },
};

const copied = ['src', 'supabase/functions', 'local', 'public', 'tests/stripe/support', 'astro.config.mjs'];
const files = ['svelte.config.js', 'tsconfig.json', 'package.json'];

/** Copies the project into a folder and changes one file there, as a brand does: the values of `src/brand.ts` (and puts its logo in `public`). */
export function copyWithSecondBrand(directory: string): void {
  for (const path of [...copied, ...files]) cpSync(join(root, path), join(directory, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'), 'dir');
  const brandFile = join(directory, 'src/brand.ts');
  const [types] = readFileSync(brandFile, 'utf8').split('export const brand');
  const accounts = `export const sellerAccounts: Readonly<Record<string, SellerAccount>> = ${JSON.stringify(secondAccounts)};\n`;
  const accountType = 'export interface SellerAccount {\n  holder: string;\n  iban: string;\n  bic: string;\n}\n';
  writeFileSync(
    brandFile,
    `${types}export const brand: Brand = ${JSON.stringify(secondBrand)};\n${accountType}${accounts}`,
  );
  writeFileSync(
    join(directory, 'public', secondBrand.logo),
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="12" fill="#7fe0c3"/></svg>',
  );
}

/** Builds the site of a copy into its folder `dist`. Rejects with what Astro said. */
export async function buildCopy(directory: string): Promise<string> {
  const build = spawn(process.execPath, [findScript('astro', 'astro'), 'build'], {
    cwd: directory,
    env: { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1', SITE_OUT_DIR: 'dist', NO_COLOR: '1' },
  });
  let output = '';
  for (const stream of [build.stdout, build.stderr]) stream.on('data', (part) => (output += part));
  const code = await new Promise((resolve, reject) => build.on('close', resolve).on('error', reject));
  if (code !== 0) throw new Error(output);
  return join(directory, 'dist');
}
