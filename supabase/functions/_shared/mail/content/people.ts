import { formatDate } from '../../../../../src/i18n/format.ts';
import { greet, type MailContent, type Writer } from '../content.ts';
import type { MailData } from '../kinds.ts';
import { inviteUrl, pageUrl } from '../links.ts';

/** Invites a colleague: a button that leads to a page with a button, and a code as a second way (R18). */
export function writeAccountInvite(writer: Writer, data: MailData<'account_invite'>): MailContent {
  const { translate, locale } = writer;
  const company = data.company_name;
  return {
    subject: translate('mails.account_invite.subject', { company }),
    preheader: translate('mails.account_invite.preheader'),
    heading: translate('mails.account_invite.heading'),
    greeting: greet(translate, null),
    paragraphs: [
      data.invited_by
        ? translate('mails.account_invite.text', { company, inviter: data.invited_by })
        : translate('mails.account_invite.text_plain', { company }),
    ],
    details: [
      [translate('mails.label.company'), company],
      [translate('mails.label.role'), translate(`mails.role.${data.role}`)],
    ],
    button: { label: translate('mails.account_invite.button'), url: inviteUrl(writer, data.token ?? '') },
    code: data.code ? { label: translate('mails.layout.code'), digits: data.code } : undefined,
    notes: [
      translate('mails.account_invite.validity', { date: formatDate(data.expires_at, locale) }),
      translate('mails.account_invite.not_you'),
    ],
  };
}

/** To the owner whose invitation was accepted. */
export function writeMemberJoined(writer: Writer, data: MailData<'member_joined'>): MailContent {
  const { translate } = writer;
  const facts = { company: data.company_name, address: data.address };
  return {
    subject: translate('mails.member_joined.subject', facts),
    preheader: translate('mails.member_joined.preheader'),
    heading: translate('mails.member_joined.heading'),
    greeting: greet(translate, null),
    paragraphs: [translate('mails.member_joined.text', facts)],
    details: [[translate('mails.label.role'), translate(`mails.role.${data.role}`)]],
    button: { label: translate('mails.member_joined.button'), url: pageUrl(writer, 'account') },
  };
}

/** To every owner when a colleague left or was removed. */
export function writeMemberLeft(writer: Writer, data: MailData<'member_left'>): MailContent {
  const { translate } = writer;
  const facts = { company: data.company_name, address: data.address };
  return {
    subject: translate('mails.member_left.subject', facts),
    preheader: translate('mails.member_left.preheader'),
    heading: translate('mails.member_left.heading'),
    greeting: greet(translate, null),
    paragraphs: [
      translate(data.was_removed ? 'mails.member_left.removed' : 'mails.member_left.left', facts),
      translate('mails.member_left.stays'),
    ],
    button: { label: translate('mails.member_left.button'), url: pageUrl(writer, 'account') },
  };
}

/** To the person who left or was removed. */
export function writeAccessEnded(writer: Writer, data: MailData<'access_ended'>): MailContent {
  const { translate } = writer;
  const company = data.company_name;
  return {
    subject: translate('mails.access_ended.subject', { company }),
    preheader: translate('mails.access_ended.preheader'),
    heading: translate('mails.access_ended.heading'),
    greeting: greet(translate, null),
    paragraphs: [translate('mails.access_ended.text', { company })],
    notes: [translate('mails.access_ended.not_you')],
  };
}

/** To the person whose role was changed. */
export function writeRoleChanged(writer: Writer, data: MailData<'role_changed'>): MailContent {
  const { translate } = writer;
  const facts = { company: data.company_name, role: translate(`mails.role.${data.role}`) };
  return {
    subject: translate('mails.role_changed.subject', facts),
    preheader: translate('mails.role_changed.preheader'),
    heading: translate('mails.role_changed.heading'),
    greeting: greet(translate, null),
    paragraphs: [translate('mails.role_changed.text', facts)],
    button: { label: translate('mails.role_changed.button'), url: pageUrl(writer, 'account') },
  };
}
