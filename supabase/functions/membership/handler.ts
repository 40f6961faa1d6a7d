import * as z from 'zod/mini';
import { readJson } from '../_shared/body.ts';
import { requireCaller } from '../_shared/caller.ts';
import { membershipRequest } from '../_shared/contracts/membership.ts';
import { upgradeAnswer, upgradeQuote } from '../_shared/contracts/upgrade.ts';
import type { Handler } from '../_shared/endpoint.ts';
import { logFailure } from '../_shared/log.ts';
import { Refusal } from '../_shared/refusal.ts';
import type { Services } from '../_shared/services.ts';
import { previewUpgrade, type UpgradePreview } from '../_shared/stripe/preview-upgrade.ts';
import { drainAccount } from '../_shared/stripe/run-calls.ts';
import type { CallTools } from '../_shared/stripe/stripe-tools.ts';

type Tools = Pick<Services, 'database' | 'deliver' | 'inBackground'> &
  CallTools & { auth: Pick<Services['auth'], 'getUser'> };

const preparedUpgrade = z.object({
  membership_id: z.uuid(),
  stripe_subscription_id: z.string(),
  tier_code: z.string(),
  currency: z.string(),
  amount_minor: z.int(),
  months: z.int(),
});

/** Quotes an upgrade and makes it (R9); everything else about a membership the site asks the database. */
export function createHandler(tools: Tools): Handler {
  return async (request) => {
    const { userId } = await requireCaller(request, tools.auth);
    const wish = await readJson(request, membershipRequest);
    if (wish.action === 'quote') return Response.json(await quoteUpgrade(tools, userId, wish.accountId, wish.tier));
    return Response.json(await upgrade(tools, userId, wish.accountId, wish.quoteId));
  };
}

async function quoteUpgrade(tools: Tools, person: string, accountId: string, tier: string) {
  const prepared = preparedUpgrade.parse(
    await tools.database('prepare_upgrade', { person, for_account: accountId, tier }),
  );
  // What Stripe does not know yet would make the quote wrong.
  if ((await drainAccount(tools, accountId)) !== 'drained') throw new Refusal('payment_service_unavailable');
  const preview = await askStripe(tools, prepared.stripe_subscription_id, prepared);
  const quote = await tools.database('keep_upgrade_quote', {
    person,
    membership: prepared.membership_id,
    tier: prepared.tier_code,
    amount: prepared.amount_minor,
    subtotal: preview.subtotal,
    tax: preview.tax,
    total: preview.total,
    proration_at: preview.prorationAt.toISOString(),
  });
  return upgradeQuote.parse(quote);
}

async function askStripe(
  { stripe }: Tools,
  subscription: string,
  price: z.infer<typeof preparedUpgrade>,
): Promise<UpgradePreview> {
  try {
    return await previewUpgrade(stripe, subscription, price);
  } catch (cause) {
    throw new Refusal('payment_service_unavailable', { cause });
  }
}

/** The tier is the company's at once; what Stripe does not hear now, the jobs tell it. */
async function upgrade(tools: Tools, person: string, accountId: string, quote: string) {
  const answer = upgradeAnswer.parse(
    await tools.database('upgrade_membership', { person, for_account: accountId, quote }),
  );
  try {
    await drainAccount(tools, accountId);
  } catch (error) {
    logFailure(`upgrade of ${accountId} at Stripe`, error);
  }
  tools.inBackground('membership', tools.deliver);
  return answer;
}
