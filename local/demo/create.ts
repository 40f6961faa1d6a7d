import { createApi } from '../api/app.ts';
import type { Addresses } from '../environment.ts';
import type { Parts } from '../parts.ts';
import { connectDatabase, type Database } from '../postgres/connect.ts';
import { describeError } from '../problem.ts';
import { demoAccounts } from './accounts.ts';
import { addLegacyAccount, addProducts } from './add-products.ts';
import { joinProgramme } from './join.ts';
import { openAccount } from './open-account.ts';

/**
 * Makes the demo accounts once in the life of a database; a start that was interrupted is taken up where it ended. What
 * people do with the accounts afterwards stays.
 * @returns true when the accounts are there. A catalogue they do not fit is reported and keeps nobody from starting.
 */
export async function createDemo(options: {
  addresses: Addresses;
  parts: Parts;
  report: (line: string) => void;
}): Promise<boolean> {
  const { addresses, parts, report } = options;
  const sql = connectDatabase(addresses.database, 2);
  try {
    if (await isCreated(sql)) return true;
    await createAccounts(sql, addresses);
    await sql`insert into supabase_migrations.seed_files (path, hash) values ('local/demo', '')`;
    return true;
  } catch (error) {
    if (!parts.isStopping) report(`The demo accounts could not be made: ${describeError(error)}`);
    return false;
  } finally {
    await sql.end({ timeout: 2 });
  }
}

/** Noted where the seed files are, because it is one more seed. */
async function isCreated(sql: Database): Promise<boolean> {
  const [row] = await sql`select from supabase_migrations.seed_files where path = 'local/demo'`;
  return row !== undefined;
}

async function createAccounts(sql: Database, addresses: Addresses): Promise<void> {
  const api = await createApi({ databaseUrl: addresses.database, siteUrl: addresses.site, mailFrequency: '0s' });
  try {
    await addSupportDesk(sql);
    for (const account of demoAccounts) {
      const id = await openAccount(sql, api, account);
      await addProducts(sql, id, account.products);
      if (account.legacy) await addLegacyAccount(sql, account.legacy, account.companyName, account.country);
      if (account.tier) await joinProgramme(sql, addresses, account, id);
    }
  } finally {
    await api.close();
  }
}

/** Two people of the support desk, because some acts need two (docs/support-handbook.md). */
async function addSupportDesk(sql: Database): Promise<void> {
  await sql`
    insert into support.staff (email, name)
    values ('veera.tuki@valokeila.example', 'Veera Tuki'), ('onni.tuki@valokeila.example', 'Onni Tuki')
    on conflict do nothing`;
}
