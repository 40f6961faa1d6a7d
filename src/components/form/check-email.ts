import { email } from '../../../supabase/functions/_shared/contracts/text.ts';

/** What is wrong with an e-mail address: 'required', 'too_long', 'email', or undefined when it is right. */
export function checkEmail(value: string): string | undefined {
  const plain = value.trim();
  if (!plain) return 'required';
  if (plain.length > 254) return 'too_long';
  return email.safeParse(plain).success ? undefined : 'email';
}

/** As `checkEmail`, as a form's problems. */
export function checkEmailField(values: { email: string }): Record<string, string> {
  const problem = checkEmail(values.email);
  return problem ? { email: problem } : {};
}
