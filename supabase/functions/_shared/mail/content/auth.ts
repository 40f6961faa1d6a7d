import { greet, type MailContent, type Writer } from '../content.ts';
import type { MailData } from '../kinds.ts';
import { confirmUrl, pageUrl } from '../links.ts';

type AuthKind = 'confirm_account' | 'confirm_invited' | 'reset_password' | 'sign_in_link' | 'email_change';

/** How long links and codes of Supabase Auth work (`auth.email.otp_expiry`). */
const validMinutes = 10;

/** Mails that Supabase Auth asks for: a button, and the code as a second way (R18). */
export function writeAuthMail(writer: Writer, kind: AuthKind, data: MailData<AuthKind>): MailContent {
  const { translate } = writer;
  const text =
    kind === 'confirm_account' && !data.company_name
      ? translate('mails.confirm_account.text_plain')
      : translate(`mails.${kind}.text`, { company: data.company_name ?? '' });
  return {
    subject: translate(`mails.${kind}.subject`),
    preheader: translate(`mails.${kind}.preheader`, { company: data.company_name ?? '' }),
    heading: translate(`mails.${kind}.heading`),
    greeting: greet(translate, data.contact_name),
    paragraphs: [text],
    button: data.token_hash
      ? { label: translate(`mails.${kind}.button`), url: confirmUrl(writer, data.token_hash, data.type) }
      : undefined,
    code: data.token
      ? { label: translate(data.token_hash ? 'mails.layout.code' : 'mails.layout.code_only'), digits: data.token }
      : undefined,
    notes: [translate('mails.layout.validity', { minutes: validMinutes }), translate(`mails.${kind}.not_you`)],
  };
}

/** To the owner of a known address that was filled into the sign-up form again (R17). */
export function writeAccountExists(writer: Writer, data: MailData<'account_exists'>): MailContent {
  const { translate } = writer;
  return {
    subject: translate('mails.account_exists.subject'),
    preheader: translate('mails.account_exists.preheader'),
    heading: translate('mails.account_exists.heading'),
    greeting: greet(translate, data.contact_name),
    paragraphs: [translate('mails.account_exists.text')],
    button: { label: translate('mails.account_exists.button'), url: pageUrl(writer, 'sign-in') },
    links: [{ label: translate('mails.link.forgot_password'), url: pageUrl(writer, 'reset-password') }],
    notes: [translate('mails.account_exists.not_you')],
  };
}

/** After a changed password. */
export function writePasswordChanged(writer: Writer, data: MailData<'password_changed'>): MailContent {
  const { translate } = writer;
  return {
    subject: translate('mails.password_changed.subject'),
    preheader: translate('mails.password_changed.preheader'),
    heading: translate('mails.password_changed.heading'),
    greeting: greet(translate, null),
    paragraphs: [
      translate('mails.password_changed.text', { company: data.company_name }),
      translate('mails.password_changed.not_you'),
    ],
    button: { label: translate('mails.password_changed.button'), url: pageUrl(writer, 'reset-password') },
  };
}
