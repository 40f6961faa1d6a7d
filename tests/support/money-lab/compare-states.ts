import { isDeepStrictEqual } from 'node:util';
import type { State } from './state.ts';

/** Where two states differ, a sentence for each field; nothing when they are alike. */
export function compareStates(expected: State, found: State): string[] {
  return Object.keys(expected).flatMap((table) => {
    const [wanted, given] = [expected[table] ?? [], found[table] ?? []];
    if (wanted.length !== given.length) return [`${given.length} ${table}, not ${wanted.length}`];
    return wanted.flatMap((row, place) => compareRows(`${table}[${place}]`, row, given[place] ?? {}));
  });
}

function compareRows(name: string, wanted: Record<string, unknown>, given: Record<string, unknown>): string[] {
  const keys = new Set([...Object.keys(wanted), ...Object.keys(given)]);
  return [...keys]
    .filter((key) => !isDeepStrictEqual(wanted[key], given[key]))
    .map((key) => `${name}.${key} is ${JSON.stringify(given[key])}, not ${JSON.stringify(wanted[key])}`);
}
