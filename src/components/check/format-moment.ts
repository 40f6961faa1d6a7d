import { type Locale, localeRow } from '../../i18n/locales.ts';

/** Day and time of a moment where the reader is: "22.11.2026 klo 14.05.09" in fi. Seconds, because a kept picture must look old. */
export function formatMoment(moment: Date, locale: Locale): string {
  return new Intl.DateTimeFormat(localeRow(locale).intl, { dateStyle: 'medium', timeStyle: 'medium' }).format(moment);
}
