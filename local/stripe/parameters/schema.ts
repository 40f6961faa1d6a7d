import { readFileSync } from 'node:fs';

/**
 * The form of one parameter, compact because it is committed:
 * `s` text, `i` whole number, `f` number, `b` boolean, `d` decimal text, `m` metadata,
 * `['e', …]` one of, `['a', form]` list, `['o', n]` object n of `shapes`, `['r', form]` map, `['?', form]` may be emptied, `['u', …forms]` any of.
 */
export type Form =
  | 's'
  | 'i'
  | 'f'
  | 'b'
  | 'd'
  | 'm'
  | ['e', ...string[]]
  | ['a', Form]
  | ['o', number]
  | ['r', Form]
  | ['?', Form]
  | ['u', ...Form[]];

/** Fields of an object; a name that ends with `!` is required. */
export type Shape = Record<string, Form>;

export interface ParameterFile {
  stripe: string;
  interfaces: Record<string, number>;
  shapes: Shape[];
}

const address = new URL('../generated/parameters.json', import.meta.url);

/** Reads the committed parameters (made by `generate.ts` from the SDK's own types). */
export function readParameters(): ParameterFile {
  return JSON.parse(readFileSync(address, 'utf8')) as ParameterFile;
}
