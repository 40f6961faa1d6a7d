import type { ErrorCode } from './contracts/error-codes.ts';

/** HTTP status of every expected refusal, the one table of its kind. */
export const errorStatuses: Record<ErrorCode, number> = {
  invalid_input: 422,
  connection_lost: 503,
  unexpected: 500,
  too_many_requests: 429,
  payload_too_large: 413,
  session_expired: 401,
  not_allowed: 403,
  invalid_credentials: 400,
  email_not_confirmed: 403,
  link_invalid: 403,
  password_too_weak: 422,
  password_same: 422,
  product_not_found: 404,
  model_not_found: 404,
  model_not_registrable: 422,
  serial_format: 422,
  serial_in_own_account: 409,
  purchase_date_in_future: 422,
  purchase_date_too_old: 422,
  product_removed: 409,
  product_delete_refused: 409,
  serial_not_held: 409,
  product_disputed: 409,
  product_stolen: 409,
  product_released: 409,
  release_invalid: 404,
  release_own: 409,
  membership_suspended: 409,
  dispute_not_open: 409,
  file_too_large: 413,
  file_type: 422,
  proof_not_found: 404,
  ledger_append_only: 409,
  balance_is_derived: 409,
  migration_not_available: 409,
  migration_code_expired: 422,
  migration_proof_missing: 403,
  migration_nothing_to_move: 409,
  migration_undo_late: 409,
  not_invited: 409,
  tier_not_offered: 422,
  membership_exists: 409,
  tier_locked: 409,
  price_missing: 409,
  membership_not_found: 404,
  quote_expired: 409,
  card_forged: 422,
  import_not_found: 404,
  import_incomplete: 409,
  import_has_errors: 409,
  last_owner: 409,
  account_closed: 409,
  already_member: 409,
  member_not_found: 404,
  invite_gone: 410,
  invoice_not_found: 404,
  invoice_not_open: 409,
  invoice_not_correctable: 409,
  correction_too_late: 409,
  correction_running: 409,
  correction_unneeded: 409,
  invoice_with_support: 409,
  card_missing: 409,
  billing_refused: 422,
  payment_service_unavailable: 503,
  webhook_signature: 400,
};

interface Details {
  /** Problem per field, for `invalid_input`. */
  fields?: Record<string, string>;
  /** What would be right, for example a serial number's form. */
  hint?: string;
  /** Another status than the table's, where HTTP has a better word (405). */
  status?: number;
  /** Kept for the log. */
  cause?: unknown;
}

/** An expected refusal: leaves a function as `{ "error": { "code", "fields"?, "hint"? } }` with the status of its code. */
export class Refusal extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly fields: Record<string, string> | undefined;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, details: Details = {}) {
    super(code, { cause: details.cause });
    this.name = 'Refusal';
    this.code = code;
    this.status = details.status ?? errorStatuses[code];
    this.fields = details.fields;
    this.hint = details.hint;
  }
}
