import { expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { waitForMail } from '../support/mailbox.ts';
import { sql } from '../support/stack.ts';
import { runJobs } from './support/call.ts';
import { newAddress } from './support/companies.ts';

const codeMail = { company_name: 'Kuvaamo Oy', code: '135790' };

async function enqueue(kind: string, recipient: string, data: object): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into private.mail_outbox (kind, recipient, locale, data) values (${kind}, ${recipient}, 'fi', ${sql.json(data as never)}) returning id`;
  return row?.id ?? '';
}

async function readRow(id: string) {
  const [row] = await sql`
    select attempts, sent_at is not null as is_sent, last_error, next_attempt_at > now() as waits, data from private.mail_outbox where id = ${id}`;
  return row as { attempts: number; is_sent: boolean; last_error: string | null; waits: boolean; data: object };
}

test('a mail that cannot be sent is kept, holds up no other, and is sent once it can be', async () => {
  const stuck = newAddress('stuck');
  const good = newAddress('good');
  // A code without a company: it cannot be written.
  const stuckId = await enqueue('migration_code', stuck, { code: '135790' });
  const goodId = await enqueue('migration_code', good, codeMail);
  await runJobs();
  await waitForMail(good, 'Vahvistuskoodi');
  expect(await eventually(async () => ((await readRow(goodId)).is_sent ? true : undefined))).toBe(true);
  const failed = await eventually(async () => {
    const row = await readRow(stuckId);
    return row.last_error ? row : undefined;
  });
  expect(failed).toMatchObject({ is_sent: false, waits: true });

  await sql`update private.mail_outbox set data = ${sql.json(codeMail)}, next_attempt_at = now() where id = ${stuckId}`;
  await runJobs();
  const mail = await waitForMail(stuck, 'Vahvistuskoodi');
  expect(mail.text).toContain('135790');
});

test('a mail whose sender died is sent after its lease has run out', async () => {
  const address = newAddress();
  const id = await enqueue('migration_code', address, codeMail);
  await waitForMail(address, 'Vahvistuskoodi');
  await sql`update private.mail_outbox set sent_at = null, leased_until = now() - interval '1 second', data = ${sql.json(codeMail)} where id = ${id}`;
  await runJobs();
  await eventually(async () => ((await readRow(id)).is_sent ? true : undefined));
});

test('codes and links are wiped once a mail is sent', async () => {
  const address = newAddress();
  const id = await enqueue('migration_code', address, codeMail);
  await runJobs();
  await waitForMail(address, 'Vahvistuskoodi');
  const row = await eventually(async () => {
    const now = await readRow(id);
    return now.is_sent ? now : undefined;
  });
  expect(row.data).toEqual({ company_name: 'Kuvaamo Oy' });
});

test('two jobs at once send a mail once', async () => {
  const address = newAddress();
  const id = await enqueue('migration_code', address, codeMail);
  await Promise.all([runJobs(), runJobs(), runJobs()]);
  await waitForMail(address, 'Vahvistuskoodi');
  expect((await readRow(id)).attempts).toBe(1);
});
