import type { Text } from '../../i18n/message.ts';
import { writeProblem } from '../form/field-sentences.ts';

/** As Auth demands (`minimum_password_length`); length is the only rule, as NIST SP 800-63B and OWASP ASVS 6.2 advise. */
export const shortestPassword = 8;
/** bcrypt reads no more bytes than these, and Auth refuses longer ones. */
const longestPasswordBytes = 72;

/** Both fields of the form. */
export interface NewPassword extends Record<string, string> {
  password: string;
  repeated: string;
}

/** What is wrong with a new password: 'required', 'short', 'long', 'different'. */
export function checkNewPassword({ password, repeated }: NewPassword): Record<string, string> {
  const problems: Record<string, string> = {};
  if (password === '') problems.password = 'required';
  else if ([...password].length < shortestPassword) problems.password = 'short';
  else if (new TextEncoder().encode(password).length > longestPasswordBytes) problems.password = 'long';
  if (repeated === '') problems.repeated = 'required';
  else if (repeated !== password) problems.repeated = 'different';
  return problems;
}

/** The sentence of each problem. */
export function writePasswordProblems(text: Text, problems: Record<string, string>): Record<string, string> {
  const write = (word: string): string => {
    if (word === 'short') return text('account.problem.password_short', { min: shortestPassword });
    if (word === 'long') return text('account.problem.password_long');
    if (word === 'different') return text('account.problem.password_different');
    return writeProblem(text, word);
  };
  return Object.fromEntries(Object.entries(problems).map(([name, word]) => [name, write(word)]));
}
