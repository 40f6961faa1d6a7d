import * as z from 'zod/mini';
import { readJson } from '../_shared/body.ts';
import { readCaller } from '../_shared/caller.ts';
import { supportCaseRequest } from '../_shared/contracts/support-case.ts';
import type { Handler } from '../_shared/endpoint.ts';
import { readSender, takeQuotas } from '../_shared/quotas.ts';
import type { Services } from '../_shared/services.ts';

type Tools = Pick<Services, 'database' | 'deliver' | 'inBackground' | 'supportDesk'> & {
  auth: Pick<Services['auth'], 'getUser'>;
};

/** Uses an hour. The copy carries a text of the sender's to an address of his choice: it must not become a way to send mail to strangers. */
const limits = { sender: 10, email: 10 };

/** Opens a support case, signed in or not, and mails a copy (S10). The same id again answers the same case. */
export function createHandler({ database, deliver, inBackground, auth, supportDesk }: Tools): Handler {
  return async (request) => {
    const caller = await readCaller(request, auth);
    const form = await readJson(request, supportCaseRequest);
    const sender = caller?.userId ?? readSender(request);
    await takeQuotas(database, 'support', { sender, email: form.email }, limits);
    const reference = z.string().parse(
      await database('open_support_case', {
        case_id: form.id,
        person: caller?.userId ?? null,
        for_account: caller ? (form.accountId ?? null) : null,
        topic: form.topic,
        name: form.name,
        address: form.email,
        message: form.message,
        locale: form.locale,
        desk: supportDesk,
      }),
    );
    inBackground('support', deliver);
    return Response.json({ reference }, { status: 201 });
  };
}
