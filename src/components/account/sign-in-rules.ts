import { checkEmail } from '../form/check-email.ts';

/** What is wrong with the sign-in form. The password is only looked at for being there: its rules are none of a guesser's business. */
export function checkSignIn({ email, password }: { email: string; password: string }): Record<string, string> {
  const ofEmail = checkEmail(email);
  return { ...(ofEmail && { email: ofEmail }), ...(password === '' && { password: 'required' }) };
}
