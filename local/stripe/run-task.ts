import type { Double } from './double.ts';
import { expireSession } from './resources/checkout-sessions.ts';
import { finalizeDueInvoice } from './resources/invoice-finalize.ts';
import { markInvoiceOverdue } from './resources/invoice-overdue.ts';
import { renewSubscription } from './resources/subscription-renewal.ts';
import { verifyTaxId } from './resources/tax-ids.ts';
import type { Task } from './store.ts';

const actions: Record<Task['kind'], (double: Double, subject: string) => void> = {
  finalize_invoice: finalizeDueInvoice,
  invoice_due: markInvoiceOverdue,
  renew_subscription: renewSubscription,
  expire_session: expireSession,
  verify_tax_id: verifyTaxId,
};

/** Does one task. */
export function runTask(double: Double, task: Task): void {
  actions[task.kind](double, task.subject);
}
