import type { MissingPart } from '../../../supabase/functions/_shared/contracts/product-form.ts';
import { countryName, formatDate, formatNumber } from '../../i18n/format.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { nameParts } from './missing.ts';

/** Formats for the rows of a long list. Each answer is remembered: making Intl's formats anew for every row would be felt. */
export interface RowWords {
  text: Text;
  number: (value: number) => string;
  date: (isoDate: string) => string;
  country: (code: string) => string;
  parts: (missing: readonly MissingPart[]) => string;
}

export function makeRowWords(locale: Locale, text: Text): RowWords {
  const nameRemembered = remember((parts: string) => nameParts(parts.split(',') as MissingPart[], locale, text));
  return {
    text,
    number: remember((value) => formatNumber(value, locale)),
    date: remember((isoDate) => formatDate(isoDate, locale)),
    country: remember((code) => countryName(code, locale)),
    parts: (missing) => nameRemembered(missing.join(',')),
  };
}

function remember<Question extends string | number>(
  ask: (question: Question) => string,
): (question: Question) => string {
  const answers = new Map<Question, string>();
  return (question) => {
    const known = answers.get(question);
    if (known !== undefined) return known;
    const answer = ask(question);
    answers.set(question, answer);
    return answer;
  };
}
