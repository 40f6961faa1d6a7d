import fc from 'fast-check';
import { afterAll, test } from 'vitest';
import { compareWithDatabase } from '../support/model/compare.ts';
import { beginHistory } from '../support/model/history.ts';
import { oldProducts } from '../support/model/inputs.ts';
import { listLaterCommands } from '../support/model/later-commands.ts';
import { otherCommands } from '../support/model/other-commands.ts';
import { productCommands } from '../support/model/product-commands.ts';
import { sql } from '../support/stack.ts';

/** How many histories are tried: some in every `npm test`, more by `MODEL_RUNS=2000 npm test -- functions points-model`. */
const runs = Number(process.env.MODEL_RUNS ?? 60);

/** A history that failed comes again with seed, path and replayPath of its message: `MODEL_SEED=… MODEL_PATH=… MODEL_REPLAY=…`. */
const replay = {
  ...(process.env.MODEL_SEED ? { seed: Number(process.env.MODEL_SEED) } : {}),
  ...(process.env.MODEL_PATH ? { path: process.env.MODEL_PATH } : {}),
};

/** A busy machine tries fewer histories in `npm test`; a run that was asked for ends when it is done. */
const patience = process.env.MODEL_RUNS ? {} : { interruptAfterTimeLimit: 45_000 };

afterAll(() => sql.end());

const name = 'whatever companies, staff and the old system do, points and serials are what the rules say';
test(name, { timeout: 3_600_000 }, async () => {
  const histories = fc.commands([...productCommands, ...otherCommands, ...(await listLaterCommands(sql))], {
    maxCommands: 40,
    ...(process.env.MODEL_REPLAY ? { replayPath: process.env.MODEL_REPLAY } : {}),
    size: 'max',
  });
  const property = fc.asyncProperty(
    fc.tuple(oldProducts, oldProducts, oldProducts),
    histories,
    async (arrivals, commands) => {
      const history = await beginHistory(sql, arrivals);
      await fc.asyncModelRun(() => history, commands);
      await compareWithDatabase(history.model, history.real);
    },
  );
  await fc.assert(property, { numRuns: runs, ...patience, ...replay });
});
