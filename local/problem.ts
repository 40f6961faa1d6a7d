/** A failure that a developer can understand from its message alone; it is printed as one line without a stack. */
export class Problem extends Error {
  override name = 'Problem';
}

/** Says in one line what went wrong, for any thrown value. */
export function describeError(error: unknown): string {
  if (error instanceof Error) return error.message.split('\n')[0] || error.name;
  return String(error);
}
