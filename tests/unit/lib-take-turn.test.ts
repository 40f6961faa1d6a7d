import { expect, test, vi } from 'vitest';
import { takeTurn } from '../../src/lib/take-turn.ts';

/** Asks for pieces by name; answers which came, in their order. */
async function runPieces(ask: (note: (name: string) => () => void, done: () => void) => void): Promise<string[]> {
  const names: string[] = [];
  await new Promise<void>((done) => ask((name) => () => names.push(name), done));
  return names;
}

test('pieces come in the order in which they asked, each in a step of its own', async () => {
  let steps = 0;
  const at: number[] = [];
  await new Promise<void>((done) => {
    const count = (): void => {
      steps += 1;
      if (at.length < 2) setImmediate(count);
      else done();
    };
    takeTurn(() => at.push(steps));
    takeTurn(() => at.push(steps));
    count();
  });
  expect(at[1]).toBeGreaterThan(at[0] ?? Number.NaN);
});

test('what a piece asks for comes before what stood below it', async () => {
  const names = await runPieces((note, done) => {
    takeTurn(() => {
      note('list')();
      takeTurn(note('first row'));
      takeTurn(note('second row'));
    });
    takeTurn(note('button'));
    takeTurn(done);
  });
  expect(names).toEqual(['list', 'first row', 'second row', 'button']);
});

test('one that left does not come', async () => {
  const names = await runPieces((note, done) => {
    const leave = takeTurn(note('gone'));
    takeTurn(note('stays'));
    takeTurn(done);
    leave();
  });
  expect(names).toEqual(['stays']);
});

test('one that fails is told and holds up nobody', async () => {
  const told = vi.fn();
  vi.stubGlobal('reportError', told);
  const names = await runPieces((note, done) => {
    takeTurn(() => {
      throw new Error('broken part');
    });
    takeTurn(note('next'));
    takeTurn(done);
  });
  vi.unstubAllGlobals();
  expect(names).toEqual(['next']);
  expect(told).toHaveBeenCalledOnce();
});
