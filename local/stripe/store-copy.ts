import type { Collections, Kind, Store } from './store.ts';

/** A memory that reads from another one and keeps every change to itself. */
export function copyStore(original: Store): Store {
  const copies = new Map<Kind, Map<string, { id: string }>>();
  const open = (kind: Kind) => {
    const existing = copies.get(kind);
    if (existing) return existing;
    const copy = new Map(original.all(kind).map((value) => [value.id, structuredClone(value) as { id: string }]));
    copies.set(kind, copy);
    return copy;
  };
  return {
    get: <K extends Kind>(kind: K, id: string) => open(kind).get(id) as Collections[K] | undefined,
    put: (kind, value) => {
      open(kind).set(value.id, value);
    },
    remove: (kind, id) => {
      open(kind).delete(id);
    },
    all: <K extends Kind>(kind: K) => [...open(kind).values()] as Array<Collections[K]>,
    touch: () => {},
    clear: () => copies.clear(),
    flush: () => {},
  };
}
