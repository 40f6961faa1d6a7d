import * as z from 'zod/mini';

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
