import type { Double } from './double.ts';
import type { Wire } from './wire.ts';

/** One call of an endpoint, with checked parameters. */
interface Call<Params> {
  double: Double;
  params: Params;
  /** The first id in the address. */
  id: string;
  /** The second id in the address. */
  child: string;
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  /** Address with `:id` and `:child`. */
  path: string;
  /** Name of the SDK's interface that describes the parameters. */
  params: string;
  run(call: Call<unknown>): object;
}

/** Declares an endpoint; `Params` is the SDK's interface whose name is given as text for the generated check. */
export function defineRoute<Params>(
  method: Route['method'],
  path: string,
  params: string,
  run: (call: Call<Wire<Params>>) => object,
): Route {
  return { method, path, params, run: (call) => run(call as Call<Wire<Params>>) };
}

/** Finds the endpoint of a request; fixed words win over ids. */
export function findRoute(routes: Route[], method: string, path: string): { route: Route; ids: string[] } | undefined {
  const parts = path.split('/');
  const matches = routes.flatMap((route) => {
    const ids = route.method === method ? matchPath(route.path.split('/'), parts) : undefined;
    return ids ? [{ route, ids }] : [];
  });
  return matches.sort((first, second) => first.ids.length - second.ids.length)[0];
}

function matchPath(pattern: string[], parts: string[]): string[] | undefined {
  if (pattern.length !== parts.length) return undefined;
  const ids: string[] = [];
  for (const [index, word] of pattern.entries()) {
    const part = parts[index] ?? '';
    if (word.startsWith(':')) ids.push(decodeURIComponent(part));
    else if (word !== part) return undefined;
  }
  return ids;
}
