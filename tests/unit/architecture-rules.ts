/** A room of the house and the rooms it may import from (docs/architecture.md). */
const allowed: Record<string, readonly string[]> = {
  pages: ['layouts', 'feature', 'shell', 'ui', 'i18n', 'lib', 'contracts', 'brand', 'styles'],
  layouts: ['shell', 'ui', 'i18n', 'lib', 'brand', 'styles', 'contracts'],
  feature: ['feature', 'ui', 'i18n', 'lib', 'contracts', 'brand', 'shell'],
  shell: ['ui', 'i18n', 'lib', 'contracts', 'brand'],
  ui: ['i18n', 'lib'],
  lib: ['i18n', 'contracts', 'types', 'brand'],
  i18n: ['brand', 'messages'],
  styles: ['brand'],
  function: ['shared', 'contracts', 'types'],
  shared: ['contracts', 'types', 'brand', 'i18n', 'messages'],
  local: ['contracts', 'shared', 'brand', 'i18n', 'types'],
  contracts: [],
  brand: [],
  types: [],
  messages: [],
};

const rooms: readonly [RegExp, string][] = [
  [/^src\/brand\.ts$/, 'brand'],
  [/^src\/i18n\/.*\.json$/, 'messages'],
  [/^src\/components\/ui\//, 'ui'],
  [/^src\/components\/shell\//, 'shell'],
  [/^src\/components\/([\w-]+)\//, 'feature'],
  [/^src\/(pages|layouts|lib|i18n|styles)\//, '$1'],
  [/^supabase\/functions\/_shared\/contracts\//, 'contracts'],
  [/^supabase\/functions\/_shared\/database\.types\.ts$/, 'types'],
  [/^supabase\/functions\/_shared\//, 'shared'],
  [/^supabase\/functions\/([\w-]+)\//, 'function'],
  [/^(local|tests)\//, '$1'],
];

/** The room a path belongs to; a feature and a function also carry their own name: `feature:products`. */
export function roomOf(path: string): string {
  for (const [pattern, room] of rooms) {
    const match = path.match(pattern);
    if (!match) continue;
    if (room === 'feature' || room === 'function') return `${room}:${match[1]}`;
    return room === '$1' ? (match[1] ?? '') : room;
  }
  return 'other';
}

/** Whether a file of one room may import a file of another. Functions do not know each other; features may, in one direction (see `findCircles`). */
export function mayImport(from: string, to: string): boolean {
  if (from === to || from === 'tests') return true;
  const [kind = '', ...own] = from.split(':');
  const [target = '', ...other] = to.split(':');
  if (kind === 'function' && target === 'function') return own.join() === other.join();
  return allowed[kind]?.includes(target) ?? false;
}

/** Circles among arrows such as ['feature:join', 'feature:tiers'], each as the list of rooms walked through. */
export function findCircles(arrows: readonly (readonly [string, string])[]): string[][] {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of arrows) if (from !== to) next.set(from, (next.get(from) ?? new Set()).add(to));
  const circles: string[][] = [];
  const walk = (room: string, path: string[]): void => {
    if (path.includes(room)) {
      if (path[0] === room) circles.push([...path, room]);
      return;
    }
    for (const target of next.get(room) ?? []) walk(target, [...path, room]);
  };
  for (const room of next.keys()) walk(room, []);
  return circles;
}
