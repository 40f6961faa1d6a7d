import { writeAccountExists, writeAuthMail, writePasswordChanged } from './content/auth.ts';
import {
  writeDisputeDecided,
  writeDisputeOpened,
  writeProductTransferred,
  writeStolenSerialClaimed,
} from './content/claims.ts';
import {
  writeMembershipEnded,
  writeMembershipGrace,
  writeMembershipRestored,
  writeMembershipSuspended,
  writePaymentPastDue,
} from './content/dunning.ts';
import { writeInvoiceCorrected, writePaymentUnmatched } from './content/invoice-papers.ts';
import {
  writeCardActionRequired,
  writeCardDeclined,
  writeInvoiceIssued,
  writeInvoicePaid,
} from './content/invoices.ts';
import { writeMembershipStarted } from './content/membership.ts';
import {
  writeAccessEnded,
  writeAccountInvite,
  writeMemberJoined,
  writeMemberLeft,
  writeRoleChanged,
} from './content/people.ts';
import { writeInvitation, writeMigrationCode } from './content/points.ts';
import {
  writeCardExpiring,
  writeLatePayment,
  writeMembershipRenewed,
  writeMembershipUpgraded,
  writeRenewalNotice,
} from './content/renewal.ts';
import { writeSupportCase, writeSupportCaseCopy } from './content/support.ts';
import { writeSupportApproval, writeSupportNotice } from './content/support-desk.ts';
import type { MailContent, Writer } from './content.ts';
import { type MailData, type MailKind, mailData, mailKinds } from './kinds.ts';

type Writers = { [Kind in MailKind]: (writer: Writer, data: MailData<Kind>) => MailContent };

const writers: Writers = {
  confirm_account: (writer, data) => writeAuthMail(writer, 'confirm_account', data),
  confirm_invited: (writer, data) => writeAuthMail(writer, 'confirm_invited', data),
  reset_password: (writer, data) => writeAuthMail(writer, 'reset_password', data),
  sign_in_link: (writer, data) => writeAuthMail(writer, 'sign_in_link', data),
  email_change: (writer, data) => writeAuthMail(writer, 'email_change', data),
  account_exists: writeAccountExists,
  password_changed: writePasswordChanged,
  account_invite: writeAccountInvite,
  member_joined: writeMemberJoined,
  member_left: writeMemberLeft,
  access_ended: writeAccessEnded,
  role_changed: writeRoleChanged,
  migration_code: writeMigrationCode,
  invitation: writeInvitation,
  membership_started: writeMembershipStarted,
  invoice_issued: writeInvoiceIssued,
  invoice_paid: writeInvoicePaid,
  card_declined: writeCardDeclined,
  card_action_required: writeCardActionRequired,
  renewal_notice: writeRenewalNotice,
  membership_renewed: writeMembershipRenewed,
  payment_past_due: writePaymentPastDue,
  membership_grace: writeMembershipGrace,
  membership_suspended: writeMembershipSuspended,
  membership_restored: writeMembershipRestored,
  membership_ended: writeMembershipEnded,
  membership_upgraded: writeMembershipUpgraded,
  card_expiring: writeCardExpiring,
  late_payment: writeLatePayment,
  payment_unmatched: writePaymentUnmatched,
  invoice_corrected: writeInvoiceCorrected,
  support_case_copy: writeSupportCaseCopy,
  support_case: writeSupportCase,
  support_approval: writeSupportApproval,
  support_notice: writeSupportNotice,
  dispute_opened: writeDisputeOpened,
  dispute_decided: writeDisputeDecided,
  product_transferred: writeProductTransferred,
  stolen_serial_claimed: writeStolenSerialClaimed,
};

/**
 * Writes the content of a mail.
 * @throws Error for an unknown kind, ZodError when the data lacks something
 */
export function writeMail(writer: Writer, kind: string, data: unknown): MailContent {
  const known = mailKinds.find((candidate) => candidate === kind);
  if (!known) throw new Error(`unknown kind of mail: ${kind}`);
  return writeKnown(writer, known, data);
}

function writeKnown<Kind extends MailKind>(writer: Writer, kind: Kind, data: unknown): MailContent {
  return writers[kind](writer, mailData[kind].parse(data) as MailData<Kind>);
}
