import * as z from 'zod/mini';
import { type AuthMailer, expectMail, makeUnknownPassword } from '../_shared/auth-mail.ts';
import { readJson } from '../_shared/body.ts';
import {
  accountRoles,
  type InvitesRequest,
  invitesRequest,
  type LookedAtInvite,
} from '../_shared/contracts/invites.ts';
import type { Database } from '../_shared/database.ts';
import type { Handler } from '../_shared/endpoint.ts';
import { readSender, takeQuota, takeQuotas } from '../_shared/quotas.ts';
import { Refusal } from '../_shared/refusal.ts';
import type { Services } from '../_shared/services.ts';
import { readSignInState } from '../_shared/sign-in-state.ts';

type Tools = Pick<Services, 'database' | 'inBackground'> & { auth: AuthMailer };

/** Uses an hour: a whole office may stand behind one sender. */
const limits = { sender: 120 };
const mailsPerAddress = 5;

const inviteRow = z.nullable(
  z.object({
    company_name: z.string(),
    role: z.enum(accountRoles),
    email: z.string(),
    state: z.enum(['open', 'accepted', 'withdrawn', 'expired']),
    expires_at: z.string(),
  }),
);

/** Shows an invitation to whoever holds its link or code, and starts the way in for people without a session (R17, R18). */
export function createHandler(tools: Tools): Handler {
  return async (request) => {
    const form = await readJson(request, invitesRequest);
    await takeQuotas(tools.database, 'invites', { sender: readSender(request) }, limits);
    if (form.action === 'look') return Response.json(await lookAt(tools.database, form));
    await begin(tools, form);
    return Response.json({ status: 'check_mailbox' }, { status: 202 });
  };
}

async function lookAt(database: Database, form: InvitesRequest): Promise<LookedAtInvite> {
  const row = inviteRow.parse(await database('look_at_invite', readProof(form)));
  if (!row) throw new Refusal('link_invalid');
  const { company_name: companyName, expires_at: expiresAt, role, email, state } = row;
  return { companyName, role, email, state, expiresAt };
}

/** What Supabase Auth knows of the address is asked after the answer, which is the same for all (R17). */
async function begin({ database, auth, inBackground }: Tools, form: InvitesRequest): Promise<void> {
  const email = z.nullable(z.string()).parse(await database('begin_invite', readProof(form)));
  if (!email) throw new Refusal('link_invalid');
  const quota = { bucket: 'invites:begin', key: email, allowed: mailsPerAddress, windowSeconds: 3600 };
  if (!(await takeQuota(database, quota))) throw new Refusal('too_many_requests');
  inBackground('invites', async () => {
    const isNew = (await readSignInState(database, email)) === 'unknown';
    const call = isNew ? auth.signUp({ email, password: makeUnknownPassword() }) : auth.resetPasswordForEmail(email);
    await expectMail(call);
  });
}

function readProof(form: InvitesRequest): Record<string, string | null> {
  return 'token' in form
    ? { token: form.token, address: null, code: null }
    : { token: null, address: form.email, code: form.code };
}
