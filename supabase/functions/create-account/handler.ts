import { type AuthMailer, expectMail, makeUnknownPassword } from '../_shared/auth-mail.ts';
import { readJson } from '../_shared/body.ts';
import { type CreateAccountRequest, createAccountRequest } from '../_shared/contracts/create-account.ts';
import type { Handler } from '../_shared/endpoint.ts';
import { enqueueMail, readMailContext } from '../_shared/mail/outbox.ts';
import { readSender, takeQuotas } from '../_shared/quotas.ts';
import type { Services } from '../_shared/services.ts';
import { readSignInState } from '../_shared/sign-in-state.ts';

type Tools = Pick<Services, 'database' | 'deliver' | 'inBackground'> & { auth: AuthMailer };

type MailContext = Awaited<ReturnType<typeof readMailContext>>;

/** Uses an hour: a whole office may stand behind one sender. */
const limits = { sender: 60, email: 5 };

/**
 * Stores the form and starts the sign-up (S1, decision 1). The answer and the work before it are the same for every address (R17): two looks
 * at once, one write. What Supabase Auth does with the address happens after the answer, so that its time tells nothing either.
 */
export function createHandler(tools: Tools): Handler {
  return async (request) => {
    const form = await readJson(request, createAccountRequest);
    await takeQuotas(tools.database, 'create_account', { sender: readSender(request), email: form.email }, limits);
    const [state, context] = await Promise.all([
      readSignInState(tools.database, form.email),
      readMailContext(tools.database, form.email),
    ]);
    if (state === 'confirmed') await tellOwner(tools, form, context);
    else await storeForm(tools, form);
    tools.inBackground('create-account', () =>
      state === 'confirmed' ? tools.deliver() : askForConfirmation(tools.auth, form.email, state),
    );
    return Response.json({ status: 'check_mailbox' }, { status: 202 });
  };
}

async function storeForm({ database }: Tools, form: CreateAccountRequest): Promise<void> {
  await database('request_account', {
    email: form.email,
    company_name: form.companyName,
    business_id: form.businessId,
    country: form.country,
    contact_name: form.contactName,
    legacy_email: form.legacyEmail,
    locale: form.locale,
  });
}

/** The owner of a known address hears of it, at most once an hour; nobody else does. */
async function tellOwner({ database }: Tools, form: CreateAccountRequest, context: MailContext): Promise<void> {
  await enqueueMail(database, {
    kind: 'account_exists',
    recipient: form.email,
    locale: context?.locale ?? form.locale,
    data: { company_name: context?.company_name ?? null, contact_name: context?.contact_name ?? null },
    dedupeKey: `account_exists:${form.email}:${new Date().toISOString().slice(0, 13)}`,
    accountId: context?.account_id ?? null,
  });
}

/**
 * An address that was never confirmed gets a recovery mail: using it up confirms the address just as well, and it can be asked for at any
 * time. `send-email` words it as the first mail.
 */
function askForConfirmation(auth: AuthMailer, email: string, state: 'unknown' | 'unconfirmed'): Promise<void> {
  return expectMail(
    state === 'unconfirmed'
      ? auth.resetPasswordForEmail(email)
      : auth.signUp({ email, password: makeUnknownPassword() }),
  );
}
