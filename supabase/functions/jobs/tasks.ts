import type Stripe from 'stripe';
import { takeQuota } from '../_shared/quotas.ts';
import type { Services } from '../_shared/services.ts';
import { processEvents } from '../_shared/stripe/process-events.ts';
import { isReconciliationDue, reconcile } from '../_shared/stripe/reconcile/reconcile.ts';
import { reportRefusedMembership } from '../_shared/stripe/report-refused-membership.ts';
import { runCalls } from '../_shared/stripe/run-calls.ts';
import { advanceLife } from './advance-life.ts';
import type { Task } from './handler.ts';
import { mailRecoveries } from './mail-recoveries.ts';
import { queueDueCharges } from './queue-due-charges.ts';
import { withLease } from './with-lease.ts';

type Parts = Pick<Services, 'database' | 'auth' | 'deliver' | 'supportDesk'> & { siteUrl: string };

/**
 * Everything that recurs, in the order it is done: what concerns money first, then the mails it caused; what takes long last. Two runs at once do nothing
 * twice: what a task works on are rows it has leased or locked; one that works through something as a whole takes its turn (`withLease`).
 */
export function listTasks({ database, auth, deliver, supportDesk, siteUrl }: Parts, stripe: Stripe): Task[] {
  const tools = { stripe, database };
  return [
    { name: 'events', run: () => processEvents(tools) },
    { name: 'life', run: (at) => advanceLife(database, at) },
    { name: 'charges', run: (at) => queueDueCharges(database, at) },
    {
      name: 'calls',
      run: () =>
        runCalls({ ...tools, siteUrl, onRefused: (call) => reportRefusedMembership(database, supportDesk, call) }),
    },
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
    withLease(database, {
      name: 'reconcile',
      isDue: (at) => isReconciliationDue(tools, at),
      run: (at) => reconcile(tools, at),
    }),
  ];
}
