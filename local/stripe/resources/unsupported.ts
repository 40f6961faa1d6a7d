import { refuse } from '../errors.ts';

/** Refuses parameters that Stripe knows and the double does not imitate, so that nothing is silently ignored. */
export function refuseUnsupported(params: object, names: string[]): void {
  const found = names.find((name) => (params as Record<string, unknown>)[name] !== undefined);
  if (found) refuse(`The double does not imitate the parameter \`${found}\` yet.`, { param: found });
}
