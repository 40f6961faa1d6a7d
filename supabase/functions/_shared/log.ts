/** Writes a failure to the log: what was being done, and the error in one line. */
export function logFailure(doing: string, error: unknown): void {
  console.error(`${doing}: ${describeFailure(error)}`);
}

/**
 * An error in one line: name, message, and codes where it has them, else the place in the code. Without the objects it carries (a Stripe error
 * holds whole requests, with names and addresses).
 */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const facts = ['code', 'decline_code', 'param', 'requestId', 'status']
    .map((name) => [name, (error as unknown as Record<string, unknown>)[name]] as const)
    .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
    .map(([name, value]) => `${name}=${value}`);
  const place =
    facts.length > 0 ? facts.join(' ') : (error.stack?.split('\n').slice(1, 4).join(' ').replace(/\s+/g, ' ') ?? '');
  return `${error.name}: ${error.message} [${place}]`;
}
