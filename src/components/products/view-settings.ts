import * as z from 'zod/mini';
import { once } from '../../lib/once.ts';

/** The columns a wide screen may leave out; state, model, points and the link always stay. */
export const optionalColumns = ['serial', 'dealer', 'purchased', 'country', 'category'] as const;
export type OptionalColumn = (typeof optionalColumns)[number];

const settingsSchema = once(() => z.object({ isDense: z.boolean(), columns: z.array(z.enum(optionalColumns)) }));

/** How the list looks on a wide screen; kept in this browser. */
export type ViewSettings = z.infer<ReturnType<typeof settingsSchema>>;

export const usualSettings: ViewSettings = { isDense: false, columns: ['serial', 'dealer', 'purchased', 'country'] };

const storageKey = 'cps.products.view';

/** The settings of the last visit. */
export function readSettings(): ViewSettings {
  try {
    const parsed = z.safeParse(settingsSchema(), JSON.parse(localStorage.getItem(storageKey) ?? 'null'));
    return parsed.success ? parsed.data : usualSettings;
  } catch {
    return usualSettings;
  }
}

/** Keeps them for the next visit. */
export function writeSettings(settings: ViewSettings): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(settings));
  } catch {
    // Without storage they last until the page is left.
  }
}
