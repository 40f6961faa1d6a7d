import type * as z from 'zod/mini';

/**
 * The first problem of each field, as a word the site turns into a sentence: 'required', 'too_long', or what the schema says
 * ('email', 'business_id', 'vat_id'), else 'invalid'. Nested fields are joined by dots ('billing.city').
 */
export function fieldProblems(error: z.core.$ZodError, input: unknown): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String);
    const name = path.join('.');
    problems[name] ??= nameProblem(issue, readPath(input, path));
  }
  return problems;
}

function nameProblem(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || value === false)
    return 'required';
  if (issue.code === 'too_big') return 'too_long';
  if (issue.code === 'custom' && issue.message) return issue.message;
  return issue.path.at(-1)?.toString().toLowerCase().includes('email') ? 'email' : 'invalid';
}

function readPath(input: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, part) => (value && typeof value === 'object' ? (value as Record<string, unknown>)[part] : undefined),
    input,
  );
}
