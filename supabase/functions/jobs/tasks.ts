import type Stripe from 'stripe';
import { takeQuota } from '../_shared/quotas.ts';
import type { Services } from '../_shared/services.ts';
import { chargeDueInvoices } from '../_shared/stripe/charge-invoices.ts';
import { finishMemberships } from '../_shared/stripe/finish-memberships.ts';
import { processEvents } from '../_shared/stripe/process-events.ts';
import { advanceLife } from './advance-life.ts';
import type { Task } from './handler.ts';
import { mailRecoveries } from './mail-recoveries.ts';

/** Everything that recurs, in the order it is done: what concerns money first, then the mails it caused. */
export function listTasks(
  { database, auth, deliver, supportDesk }: Pick<Services, 'database' | 'auth' | 'deliver' | 'supportDesk'>,
  stripe: Stripe,
): Task[] {
  return [
    { name: 'events', run: () => processEvents({ stripe, database }) },
    { name: 'memberships', run: () => finishMemberships({ stripe, database, supportDesk }) },
    { name: 'charges', run: (at) => chargeDueInvoices({ stripe, database }, at) },
    { name: 'life', run: (at) => advanceLife(database, at) },
    { name: 'recoveries', run: () => mailRecoveries({ database, auth }) },
    { name: 'mails', run: deliver },
    { name: 'catalogue', run: async () => ({ changed: Number(await database('refresh_catalogue')) }) },
    {
      name: 'sweep',
      run: async () => {
        // At most once an hour; the quota remembers, because functions keep no memory between calls.
        const isDue = await takeQuota(database, { bucket: 'sweep', key: 'sweep', allowed: 1, windowSeconds: 3600 });
        if (isDue) await database('sweep');
        return { swept: isDue ? 1 : 0 };
      },
    },
  ];
}
