import type { Text } from '../../i18n/message.ts';
import { writeProblem } from '../form/field-sentences.ts';

/** The page's heading: what the link is for, or what to do without one. */
export function writeConfirmTitle(text: Text, { step, link }: { step: string; link: { type: string } | null }): string {
  if (step === 'code') return text('account.confirm.code_title');
  if (step === 'used') return text('account.confirm.used_title');
  if (step === 'again') return text('account.confirm.again_title');
  if (link?.type === 'recovery') return text('account.confirm.recovery_title');
  if (link?.type === 'magiclink') return text('account.confirm.sign_in_title');
  return text('account.confirm.title');
}

/** The sentences below address and code. */
export function writeConfirmProblems(text: Text, problems: Record<string, string>): Record<string, string> {
  const write = (word: string): string =>
    word === 'code' ? text('account.problem.code') : writeProblem(text, word, 254);
  return Object.fromEntries(Object.entries(problems).map(([name, word]) => [name, write(word)]));
}
