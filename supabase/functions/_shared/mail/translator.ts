import { createTranslator, type Translate } from '../../../../src/i18n/create-translator.ts';
import enCommon from '../../../../src/i18n/en/common.json' with { type: 'json' };
import enMails from '../../../../src/i18n/en/mails.json' with { type: 'json' };
import fiCommon from '../../../../src/i18n/fi/common.json' with { type: 'json' };
import fiMails from '../../../../src/i18n/fi/mails.json' with { type: 'json' };
import { isEnabledLocale, type Locale } from '../../../../src/i18n/locales.ts';
import { type Messages, prefixMessages } from '../../../../src/i18n/messages.ts';

/** Messages of the mails per language. Imports are written out because a deployed function holds only what is imported by name. */
const catalogues: Partial<Record<Locale, { common: Messages; mails: Messages }>> = {
  en: { common: enCommon, mails: enMails },
  fi: { common: fiCommon, mails: fiMails },
};

const fallback = 'en' satisfies Locale;
const translators = new Map<Locale, Translate>();

/** The language a mail is written in: the account's when it is switched on, else English. */
export function chooseMailLocale(wanted: string): Locale {
  return isEnabledLocale(wanted) && catalogues[wanted] ? wanted : fallback;
}

/** `t` for mails in a language `chooseMailLocale` answered. */
export function mailTranslator(locale: Locale): Translate {
  const known = translators.get(locale);
  if (known) return known;
  const catalogue = catalogues[locale];
  if (!catalogue) throw new Error(`no mails in ${locale}`);
  const created = createTranslator(locale, {
    ...prefixMessages('common', catalogue.common),
    ...prefixMessages('mails', catalogue.mails),
  });
  translators.set(locale, created);
  return created;
}
