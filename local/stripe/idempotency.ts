import { StripeFailure } from './errors.ts';
import type { FormTree } from './form-body.ts';
import type { IdempotencyRecord, Store } from './store.ts';

/** Stripe keeps keys for at least 24 hours; the wall clock counts, not the double's. */
const keepSeconds = 24 * 3600;

export interface SavedAnswer {
  status: number;
  body: string;
}

export interface IdempotencyBook {
  /** The answer saved for a key, or nothing for a new key. Refuses a key that is in use or came with something else. */
  find(key: string, fingerprint: string): SavedAnswer | undefined;
  begin(key: string, fingerprint: string): void;
  save(key: string, fingerprint: string, answer: SavedAnswer): void;
  /** Forgets a key whose request never began to run. */
  abandon(key: string): void;
}

/** Opens the book of idempotency keys; keys of running requests live in memory, answers in the store. */
export function createIdempotencyBook(store: Store): IdempotencyBook {
  const running = new Map<string, string>();
  const isStale = (record: IdempotencyRecord) => record.savedAt + keepSeconds < Date.now() / 1000;
  for (const record of store.all('idempotency').filter(isStale)) store.remove('idempotency', record.id);
  return {
    find: (key, fingerprint) => {
      const inUse = running.get(key);
      if (inUse !== undefined) {
        if (inUse !== fingerprint) refuseOtherRequest(key);
        throw new StripeFailure(409, {
          type: 'idempotency_error',
          code: 'idempotency_key_in_use',
          message: `There is currently another in-progress request using this Idempotent Key (${key}). Please try again later.`,
        });
      }
      const record = store.get('idempotency', key);
      if (!record) return undefined;
      if (isStale(record)) {
        store.remove('idempotency', key);
        return undefined;
      }
      if (record.fingerprint !== fingerprint) refuseOtherRequest(key);
      return { status: record.status, body: record.body };
    },
    begin: (key, fingerprint) => {
      running.set(key, fingerprint);
    },
    save: (key, fingerprint, answer) => {
      running.delete(key);
      store.put('idempotency', { id: key, fingerprint, ...answer, savedAt: Math.floor(Date.now() / 1000) });
    },
    abandon: (key) => {
      running.delete(key);
    },
  };
}

/** Refuses keys that Stripe refuses: empty or longer than 255 characters. */
export function checkKey(key: string): void {
  if (key.length > 0 && key.length <= 255) return;
  throw new StripeFailure(400, {
    type: 'invalid_request_error',
    message: 'Idempotency keys must have between 1 and 255 characters.',
  });
}

/** Says in one text what a request asks for, whatever the order of its parameters. */
export function makeFingerprint(method: string, path: string, tree: FormTree): string {
  return `${method} ${path} ${JSON.stringify(sortTree(tree))}`;
}

function sortTree(tree: string | FormTree): unknown {
  if (typeof tree === 'string') return tree;
  return Object.keys(tree)
    .sort()
    .map((key) => [key, sortTree(tree[key] ?? '')]);
}

function refuseOtherRequest(key: string): never {
  throw new StripeFailure(400, {
    type: 'idempotency_error',
    message: `Keys for idempotent requests can only be used with the same endpoint and parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
  });
}
