import * as z from 'zod/mini';

/** A line of text: trimmed, 1 to `longest` characters, no control characters. */
export const line = (longest: number) =>
  z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), z.regex(/^[^\p{Cc}]*$/u));

/** As `line`, but empty or absent counts as not given and becomes null. */
export const optionalLine = (longest: number) =>
  z.pipe(
    z.nullish(z.string().check(z.trim(), z.maxLength(longest), z.regex(/^[^\p{Cc}]*$/u))),
    z.transform((value): string | null => value || null),
  );

/** An address a browser may go to. (`z.url()` weighs 1 KB in the browser.) */
export const webAddress = z.string().check(z.regex(/^https?:\/\/[^/]/));

/** An e-mail address, trimmed and in lower case; at most 254 characters. */
export const email = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.maxLength(254), z.regex(/^[^@\s<>"']+@[^@\s<>"']+\.[^@\s<>"'.]{2,}$/));

/** As `email`, but empty or absent becomes null. */
export const optionalEmail = z.pipe(
  z.nullish(z.string().check(z.trim())),
  z.transform((value, context): string | null => {
    if (!value) return null;
    const parsed = email.safeParse(value);
    if (parsed.success) return parsed.data;
    context.issues.push({ code: 'custom', input: value, message: 'email' });
    return null;
  }),
);
