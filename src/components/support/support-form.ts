import { fieldProblems } from '../../../supabase/functions/_shared/contracts/fields.ts';
import {
  type SupportTopic,
  supportCaseRequest,
  supportTopics,
} from '../../../supabase/functions/_shared/contracts/support-case.ts';
import type { Locale } from '../../i18n/locales.ts';
import type { Text } from '../../i18n/message.ts';
import { writeProblem } from '../form/field-sentences.ts';

/** What the form holds. `id` becomes the case's: sending twice opens one case. */
export interface SupportValues extends Record<string, string> {
  id: string;
  topic: string;
  name: string;
  email: string;
  message: string;
}

export const emptySupportForm: SupportValues = { id: '', topic: '', name: '', email: '', message: '' };

/** Longest message of the contract. */
const longestMessage = 5000;

/** The topic of `?topic=…` in the address, or '' when there is none we know. */
export function readTopic(search: string): SupportTopic | '' {
  const wanted = new URLSearchParams(search).get('topic');
  return supportTopics.find((topic) => topic === wanted) ?? '';
}

/** What is wrong with the form by the contract of `support`, field by field. */
export function checkSupport(values: SupportValues, locale: Locale): Record<string, string> {
  const body = { ...values, accountId: null, locale };
  const parsed = supportCaseRequest.safeParse(body);
  return parsed.success ? {} : fieldProblems(parsed.error, body);
}

/** The sentence of each problem. */
export function writeSupportProblems(text: Text, problems: Record<string, string>): Record<string, string> {
  const longest: Record<string, number> = { message: longestMessage, email: 254 };
  const write = (name: string, word: string): string => {
    if (name === 'topic') return text('support.problem.topic');
    return writeProblem(text, word, longest[name]);
  };
  return Object.fromEntries(Object.entries(problems).map(([name, word]) => [name, write(name, word)]));
}
