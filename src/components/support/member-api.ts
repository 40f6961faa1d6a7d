import * as z from 'zod/mini';
import { loadAccount } from '../../lib/account.svelte.ts';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import { currentSession } from '../../lib/session.ts';
import type { SupportCase } from './support-case-row.ts';

/** The most cases the page lists; older ones are found by their reference. */
const mostCases = 20;
const caseRows = z.array(
  z.object({
    id: z.string(),
    reference: z.string(),
    topic: z.string(),
    message: z.string(),
    state: z.enum(['open', 'waiting', 'closed']),
    created_at: z.string(),
  }),
);

/** Who is signed in: company, name and address for the form. Null without a session. Throws a PortalError. */
export async function readMember(): Promise<{ accountId: string; name: string; email: string } | null> {
  const session = await currentSession();
  if (!session) return null;
  const { account_id: accountId, email } = await loadAccount();
  const { data } = await database().from('accounts').select('contact_name').eq('id', accountId);
  const name = z.safeParse(z.object({ contact_name: z.string() }), data?.[0]);
  return { accountId, name: name.success ? name.data.contact_name : '', email: session.user.email ?? email };
}

/** The company's cases, newest first. Throws a PortalError. */
export async function readCases(accountId: string): Promise<readonly SupportCase[]> {
  const { data, error } = await database()
    .from('support_cases')
    .select('id, reference, topic, message, state, created_at')
    .eq('account_id', accountId)
    .order('created_at', { ascending: false })
    .limit(mostCases);
  if (error) throw toPortalError(error);
  return z.parse(caseRows, data);
}
