import * as z from 'zod/mini';
import { database } from '../../lib/database.ts';
import { toPortalError } from '../../lib/errors.ts';
import type { TermSettings } from './term.ts';

const settingsRows = z.array(
  z.object({ term_months: z.number(), days_until_due: z.number(), renewal_notice_days: z.array(z.number()) }),
);

/** Length of a term, days until an invoice is due, days of the notices. Throws a PortalError. */
export async function readTermSettings(): Promise<TermSettings & { renewal_notice_days: number[] }> {
  const { data, error } = await database()
    .from('programme_settings')
    .select('term_months, days_until_due, renewal_notice_days')
    .limit(1);
  if (error) throw toPortalError(error);
  const [settings] = z.parse(settingsRows, data);
  if (!settings) throw toPortalError(new Error('no settings'));
  return settings;
}
