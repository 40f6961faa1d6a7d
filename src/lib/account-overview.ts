import { z } from 'zod/mini';
import { once } from './once.ts';

/** One company of the signed-in person: a row of the view `account_overview`. */
const accountOverviewSchema = once(() =>
  z.object({
    account_id: z.string(),
    company_name: z.string(),
    country: z.string(),
    currency: z.string(),
    locale: z.string(),
    email: z.string(),
    legacy_email: z.nullable(z.string()),
    role: z.enum(['owner', 'billing', 'products', 'viewer']),
    balance: z.number(),
    pending_points: z.number(),
    product_count: z.number(),
    incomplete_count: z.number(),
    invited_at: z.nullable(z.string()),
    membership_state: z.nullable(z.enum(['active', 'past_due', 'grace', 'suspended'])),
    membership_number: z.nullable(z.string()),
    tier_code: z.nullable(z.string()),
    migration_state: z.enum(['hidden', 'no_legacy_email', 'code_needed', 'ready', 'done']),
  }),
);

export type AccountOverview = z.infer<ReturnType<typeof accountOverviewSchema>>;

/** Parses a row from the database or from the copy kept in the tab; null when it has another form. */
export function parseAccountOverview(value: unknown): AccountOverview | null {
  const parsed = z.safeParse(accountOverviewSchema(), value);
  return parsed.success ? parsed.data : null;
}
