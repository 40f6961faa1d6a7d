import * as z from 'zod/mini';

const word = z.string().check(z.minLength(1));
const flag = (otherwise: boolean) =>
  z.pipe(
    z.optional(z.enum(['true', 'false'])),
    z.transform((value): boolean => (value === undefined ? otherwise : value === 'true')),
  );
const keySet = z.pipe(
  z.pipe(
    word,
    z.transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.issues.push({ code: 'custom', input: text, message: 'not JSON' });
        return z.NEVER;
      }
    }),
  ),
  z.object({ default: word }),
);

const schema = z.object({
  SUPABASE_URL: z.url(),
  SUPABASE_PUBLISHABLE_KEYS: keySet,
  SUPABASE_SECRET_KEYS: keySet,
  SITE_URL: z.url(),
  SEND_EMAIL_HOOK_SECRET: z.string().check(z.regex(/^v1,whsec_.+$/)),
  SMTP_HOST: word,
  SMTP_PORT: z._default(z.coerce.number().check(z.int(), z.positive()), 465),
  SMTP_USER: z._default(z.string(), ''),
  SMTP_PASS: z._default(z.string(), ''),
  SMTP_SECURE: flag(true),
  STRIPE_SECRET_KEY: word,
  STRIPE_API_BASE: z.optional(z.url()),
  STRIPE_WEBHOOK_SECRET: word,
  ALLOW_TIME_TRAVEL: flag(false),
  PROOF_BUCKET: z.optional(word),
});

/** Settings of the functions, by what they are for. */
export interface Environment {
  supabaseUrl: string;
  publishableKey: string;
  secretKey: string;
  /** Address of the site without a slash at the end. */
  siteUrl: string;
  /** Signs GoTrue's Send Email Hook, without its prefix `v1,`. */
  hookSecret: string;
  smtp: { host: string; port: number; user: string; password: string; secure: boolean };
  stripe: { secretKey: string; webhookSecret: string; apiBase: string | undefined };
  /** Lets the job be called for another moment than now; local stacks only. */
  allowsTimeTravel: boolean;
  /** Private bucket for proofs of purchase; without one they are kept in the database. */
  proofBucket: string | undefined;
}

/**
 * Parses the variables a function is started with.
 * @throws ZodError that names every variable that is missing or malformed.
 */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
  const values = schema.parse(variables);
  return {
    supabaseUrl: values.SUPABASE_URL,
    publishableKey: values.SUPABASE_PUBLISHABLE_KEYS.default,
    secretKey: values.SUPABASE_SECRET_KEYS.default,
    siteUrl: values.SITE_URL.replace(/\/+$/, ''),
    hookSecret: values.SEND_EMAIL_HOOK_SECRET.trim().replace(/^v1,/, ''),
    smtp: {
      host: values.SMTP_HOST,
      port: values.SMTP_PORT,
      user: values.SMTP_USER,
      password: values.SMTP_PASS,
      secure: values.SMTP_SECURE,
    },
    stripe: {
      secretKey: values.STRIPE_SECRET_KEY.trim(),
      webhookSecret: values.STRIPE_WEBHOOK_SECRET.trim(),
      apiBase: values.STRIPE_API_BASE,
    },
    allowsTimeTravel: values.ALLOW_TIME_TRAVEL,
    proofBucket: values.PROOF_BUCKET,
  };
}
