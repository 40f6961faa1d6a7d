import type { MessageKey } from './english.ts';
import { type Locale, localeRow } from './locales.ts';
import type { Messages, Variables } from './messages.ts';

export type Text = (key: MessageKey, variables?: Variables) => string;

/**
 * The browser's small counterpart of `translator`: fills {{variables}} and chooses plural forms by `count`, from the slice an island was given (the
 * brand's names are in it already).
 * A key outside the slice is shown as it is, so that a mistake is seen and nothing breaks.
 */
export function createText(locale: Locale, messages: Messages): Text {
  return (key, variables = {}) => {
    const count = variables.count;
    const plural = typeof count === 'number' ? messages[`${key}_${pluralRules(locale).select(count)}`] : undefined;
    return fillVariables(plural ?? messages[key] ?? key, variables);
  };
}

const knownRules = new Map<Locale, Intl.PluralRules>();

/** Kept, and made when a sentence first counts something: a phone takes a moment for it. */
function pluralRules(locale: Locale): Intl.PluralRules {
  let rules = knownRules.get(locale);
  if (!rules) {
    rules = new Intl.PluralRules(localeRow(locale).intl);
    knownRules.set(locale, rules);
  }
  return rules;
}

/** Puts values in the places of {{names}}; a name without a value stays. */
export function fillVariables(message: string, variables: Variables): string {
  return message.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(variables[name] ?? whole));
}
