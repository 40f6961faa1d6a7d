import * as z from 'zod/mini';
import { accountRoles } from '../contracts/invites.ts';
import { paymentMethods } from '../contracts/payment-methods.ts';

const text = z.string();
const optionalText = z.optional(z.nullable(z.string()));
const amount = z.object({ number: optionalText, total_minor: z.int(), currency: text });

/** A mail of Supabase Auth: link, code or both. `type` is what `verifyOtp` wants to hear. */
const authData = z.object({
  company_name: optionalText,
  contact_name: optionalText,
  token: optionalText,
  token_hash: optionalText,
  type: text,
});
const person = z.object({ company_name: text, contact_name: optionalText });
const product = z.extend(person, { product_id: text, model: text, serial: optionalText });
const supportCase = z.object({ reference: text, name: text, topic: text, message: text });

/** Why a membership ended by itself (`private.renew_membership`, `private.move_membership`). */
export const endReasons = ['unpaid', 'term_over', 'points_missing'] as const;

/** What the next term brings (`private.describe_renewal`). */
const renewal = z.extend(person, {
  outcome: z.enum(['renews', 'chosen', 'lowered', 'ends', 'ends_points', 'ends_unpaid']),
  tier_code: text,
  ends_on: text,
  currency: text,
  payment_method: z.enum(paymentMethods),
  next_tier_code: optionalText,
  amount_minor: z.optional(z.nullable(z.int())),
  next_ends_on: optionalText,
  /** Days before the end, of a notice. */
  days: z.optional(z.int()),
});

/** An unpaid invoice and the days on which the membership's state changes (`private.dunning_data`); without invoice once all is paid. */
const dunning = z.extend(person, {
  tier_code: text,
  membership_number: text,
  payment_method: z.enum(paymentMethods),
  number: optionalText,
  /** What is still to be paid. */
  total_minor: z.optional(z.nullable(z.int())),
  currency: text,
  due_on: optionalText,
  hosted_url: optionalText,
  grace_on: optionalText,
  suspended_on: optionalText,
  ends_on: optionalText,
  next_attempt_at: optionalText,
  /** Days after the due date, of a reminder. */
  reminder: z.optional(z.int()),
});

/** What the support desk tells a company it did (`private.tell_company`). */
export const supportNotices = [
  'account_closed',
  'account_reopened',
  'accounts_merged',
  'address_changed',
  'due_date_extended',
  'membership_ended',
  'owner_replaced',
  'recovery_started',
] as const;

/**
 * What each kind of mail carries in `mail_outbox.data`; written by SQL functions and by `send-email`. Amounts are in the smallest unit of
 * their currency, dates ISO 8601.
 */
export const mailData = {
  confirm_account: authData,
  confirm_invited: authData,
  reset_password: authData,
  sign_in_link: authData,
  email_change: authData,
  account_exists: z.object({ company_name: optionalText, contact_name: optionalText }),
  password_changed: z.object({ company_name: text }),
  migration_code: z.object({ company_name: text, code: text, number: optionalText }),
  account_invite: z.object({
    company_name: text,
    invited_by: optionalText,
    role: z.enum(accountRoles),
    token: optionalText,
    code: optionalText,
    expires_at: text,
  }),
  member_joined: z.object({ company_name: text, address: text, role: z.enum(accountRoles) }),
  member_left: z.object({ company_name: text, address: text, was_removed: z.boolean() }),
  access_ended: z.object({ company_name: text }),
  role_changed: z.object({ company_name: text, role: z.enum(accountRoles) }),
  invitation: z.extend(person, { points: z.int() }),
  membership_started: z.extend(person, {
    number: text,
    former_number: optionalText,
    tier_code: text,
    starts_on: text,
    ends_on: text,
    payment_method: z.enum(paymentMethods),
  }),
  invoice_issued: z.extend(amount, {
    company_name: text,
    due_on: optionalText,
    hosted_url: optionalText,
    payment_method: z.optional(z.nullable(z.enum(paymentMethods))),
  }),
  invoice_paid: z.extend(amount, { company_name: text, paid_at: optionalText, hosted_url: optionalText }),
  card_declined: z.extend(amount, { hosted_url: optionalText, next_attempt_on: optionalText }),
  card_action_required: z.extend(amount, { hosted_url: optionalText }),
  renewal_notice: renewal,
  membership_renewed: z.extend(renewal, { number: text, starts_on: text }),
  payment_past_due: dunning,
  membership_grace: dunning,
  membership_suspended: dunning,
  membership_restored: dunning,
  membership_ended: z.extend(dunning, { reason: z.enum(endReasons), last_day: text }),
  membership_upgraded: z.extend(person, {
    from_tier_code: text,
    tier_code: text,
    total_minor: z.int(),
    currency: text,
    ends_on: text,
    payment_method: z.enum(paymentMethods),
  }),
  card_expiring: z.extend(person, { brand: text, last4: text, last_day: text, charge_on: optionalText }),
  late_payment: z.extend(amount, { company_name: text, contact_name: optionalText, last_day: optionalText }),
  /** `missing_minor`: what the open invoice still needs; absent when no invoice is open. */
  payment_unmatched: z.object({
    company_name: text,
    received_minor: z.int(),
    missing_minor: z.optional(z.nullable(z.int())),
    currency: text,
    number: optionalText,
    invoice_id: optionalText,
  }),
  invoice_corrected: z.extend(amount, {
    company_name: text,
    old_number: optionalText,
    credit_note_number: optionalText,
    due_on: optionalText,
    invoice_id: text,
  }),
  support_case_copy: supportCase,
  support_case: z.extend(supportCase, { email: text, account_id: optionalText }),
  support_approval: z.object({
    request: z.int(),
    summary: text,
    reason: text,
    asked_by: text,
    code: text,
    hours: z.int(),
  }),
  support_notice: z.object({
    notice: z.enum(supportNotices),
    company_name: text,
    /** The address it is about, where it is about one. */
    address: optionalText,
    /** The other one of two merged companies. */
    other_company: optionalText,
    /** An invoice's number and a day (ISO), where it is about those. */
    number: optionalText,
    day: optionalText,
  }),
  dispute_opened: product,
  dispute_decided: z.extend(product, { outcome: z.enum(['won', 'lost']) }),
  /** `points`: what the company lost or earned; nothing for a product that is not complete. */
  product_transferred: z.extend(product, { role: z.enum(['seller', 'buyer']), points: z.nullable(z.int()) }),
  stolen_serial_claimed: z.extend(product, { name: text, dispute_id: text, reference: optionalText }),
};

export type MailKind = keyof typeof mailData;
export type MailData<Kind extends MailKind> = z.infer<(typeof mailData)[Kind]>;

export const mailKinds = Object.keys(mailData) as MailKind[];
