import fc from 'fast-check';
import { expect } from 'vitest';
import { compareWithDatabase } from './compare.ts';
import type { Portal } from './portal.ts';
import type { Outcome, Programme } from './state.ts';

/** A step that is done to the model and to the database; both must come to the same, and be the same afterwards. */
export type Command = fc.AsyncCommand<Programme, Portal>;

interface Step<Input> {
  name: string;
  /** False when the step makes no sense yet, such as editing before anything was registered. */
  isPossible?: (programme: Programme) => boolean;
  inModel: (programme: Programme, input: Input, answer: Map<string, string>) => Outcome;
  inDatabase: (portal: Portal, programme: Programme, input: Input, answer: Map<string, string>) => Promise<Outcome>;
}

/**
 * Makes commands of a step for inputs of a kind. The database acts first: `answer` carries to the model what only the database can
 * choose (ids it made).
 */
export function makeCommands<Input>(inputs: fc.Arbitrary<Input>, step: Step<Input>): fc.Arbitrary<Command> {
  return inputs.map((input) => ({
    check: (programme) => step.isPossible?.(programme) ?? true,
    async run(programme, portal) {
      programme.commands += 1;
      const answer = new Map<string, string>();
      const outcome = await step.inDatabase(portal, programme, input, answer);
      expect(outcome).toBe(step.inModel(programme, input, answer));
      await compareWithDatabase(programme, portal);
    },
    toString: () => `${step.name} ${fc.stringify(input)}`,
  }));
}

/** Takes one of a list by any number. */
export function pick<T>(things: readonly T[], number: number): T {
  const thing = things[number % things.length];
  if (thing === undefined) throw new Error('There is nothing to pick from.');
  return thing;
}
