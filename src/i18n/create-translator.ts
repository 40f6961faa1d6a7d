import { createInstance } from 'i18next';
import { brandVariables } from './brand-variables.ts';
import type { MessageKey } from './english.ts';
import { type Locale, localeRow } from './locales.ts';
import type { Messages, Variables } from './messages.ts';

export type Translate = (key: MessageKey, variables?: Variables) => string;

/**
 * Makes `t(key, variables)` from the messages of one locale (full keys). Used by the build through `translate.ts` and by the edge
 * functions, which import their areas' JSON files directly. A missing key throws: an unfinished language must not reach a member.
 * Variables are not escaped; whoever writes HTML escapes.
 */
export function createTranslator(locale: Locale, messages: Messages): Translate {
  const instance = createInstance();
  instance.init({
    lng: localeRow(locale).intl,
    resources: { [localeRow(locale).intl]: { translation: messages } },
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false, defaultVariables: brandVariables },
    parseMissingKeyHandler: (key) => {
      throw new Error(`no message ${key} in ${locale}`);
    },
  });
  return (key, variables = {}) => instance.t(key, variables);
}
