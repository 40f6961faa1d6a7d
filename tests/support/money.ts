import { eventually } from './eventually.ts';
import { sql } from './stack.ts';

export interface MirroredInvoice {
  stripe_invoice_id: string;
  stripe_customer_id: string;
  number: string;
  status: string;
  currency: string;
  total_minor: number;
  amount_paid_minor: number;
  /** ISO day. */
  due_on: string;
}

/** The company's invoice in our mirror once it has the status; webhooks and jobs bring it there. */
export function readInvoice(accountEmail: string, status: 'open' | 'paid'): Promise<MirroredInvoice> {
  return eventually(async () => {
    const [invoice] = await sql<MirroredInvoice[]>`
        select invoice.stripe_invoice_id, customer.stripe_customer_id, invoice.number, invoice.status, invoice.currency, invoice.total_minor,
               invoice.amount_paid_minor, invoice.due_on::text
        from public.invoices invoice
        join public.accounts account on account.id = invoice.account_id
        join private.stripe_customers customer on customer.account_id = invoice.account_id
        where account.email = ${accountEmail} and invoice.status = ${status}`;
    return invoice;
  });
}
