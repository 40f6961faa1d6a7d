import type { Double } from '../double.ts';
import { copyStore } from '../store-copy.ts';

/** Runs something on a copy of the double's memory: nothing it does is kept, and no event leaves. */
export function rehearse<Result>(double: Double, run: (rehearsal: Double) => Result): Result {
  const silent = { wake: () => {}, settle: async () => {}, redeliver: async () => 0, stop: async () => {} };
  return run({ ...double, store: copyStore(double.store), webhooks: silent });
}
