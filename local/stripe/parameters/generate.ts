import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { allRoutes } from '../routes.ts';
import { buildParameters } from './build.ts';

const target = fileURLToPath(new URL('../generated/parameters.json', import.meta.url));

/** Makes the text of `generated/parameters.json` anew from the SDK's types. */
export function generateParameters(): string {
  const names = [...new Set(allRoutes.map((route) => route.params))].sort();
  const file = buildParameters(names);
  const interfaces = JSON.stringify(file.interfaces, null, 2);
  const shapes = file.shapes.map((shape) => JSON.stringify(shape)).join(',\n');
  return `{"stripe":${JSON.stringify(file.stripe)},\n"interfaces":${interfaces},\n"shapes":[\n${shapes}\n]}\n`;
}

/** The committed text, for the test that compares it with a fresh one. */
export function readCommittedParameters(): string {
  return readFileSync(target, 'utf8');
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  writeFileSync(target, generateParameters());
}
