import { join } from '../functions/support/joining.ts';
import { skipDays } from '../support/clock.ts';
import { eventually } from '../support/eventually.ts';
import { createMember, type Member } from '../support/members.ts';
import { readInvoice } from '../support/money.ts';
import { sql } from '../support/stack.ts';

/** A member with an open invoice to be paid by bank transfer, whose account is open; for the pictures, in the running stack. */
export async function makeTransferMember(): Promise<Member> {
  const member = await createMember({ points: 600, companyName: 'Kuvaamo Pihlaja Oy' });
  await join(member, { paymentMethod: 'bank_transfer' });
  // Invoices are issued about an hour after joining.
  await skipDays(0.125);
  await readInvoice(member.email, 'open');
  await eventually(
    async () => {
      const [account] = await sql`select from public.bank_accounts where account_id = ${member.accountId}`;
      return account;
    },
    { within: 20_000 },
  );
  return member;
}
