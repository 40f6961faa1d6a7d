/**
 * The closed list of expected refusals. The database raises them as message of SQLSTATE `PT<status>`, functions answer them as
 * `{ "error": { "code": … } }`, the site turns each into the sentence `errors.<code>` in the member's language.
 * Adding a code means adding its sentence to every language; a test compares the two.
 */
export const errorCodes = [
  // Form and transport
  'invalid_input', // 422: a field is missing, too long or of the wrong form; `fields` names them
  'connection_lost', // the browser could not reach the service
  'unexpected', // 500: our fault; the log has the cause
  'too_many_requests', // 429: a quota is used up; wait and try again
  'payload_too_large', // 413
  // Signing in
  'session_expired', // 401: sign in again; the form is kept
  'not_allowed', // 403: the role does not permit this
  'invalid_credentials', // wrong address or password
  'email_not_confirmed', // the link in the first mail was not used yet
  'link_invalid', // the link or code is wrong, used or expired
  'password_too_weak', // shorter than 8 characters or easily guessed
  'password_same', // the new password equals the old one
  // Products
  'product_not_found', // 404
  'model_not_found', // 404: no such model in the catalogue
  'model_not_registrable', // 422
  'serial_format', // 422: the serial does not look like this model's; hint = an example
  'serial_in_own_account', // 409: this company has registered it already; detail = product id
  'purchase_date_in_future', // 422
  'purchase_date_too_old', // 422
  'product_removed', // 409: a removed product cannot be edited
  'product_delete_refused', // 409: rows of products are never deleted, only marked removed
  // Claims, proofs, transfers
  'serial_not_held', // 409: needs a product whose serial this company holds
  'product_disputed', // 409: two companies claim the serial
  'product_stolen', // 409: reported stolen; mark it as found first
  'product_released', // 409: a release link is open; serial and model stay
  'release_invalid', // 404: the link is unknown, used, withdrawn or expired
  'release_own', // 409: the seller cannot be the buyer
  'membership_suspended', // 409: read-only until it is paid (R13)
  'dispute_not_open', // 409: nothing to prove or to decide
  'file_too_large', // 413: more than 10 MB
  'file_type', // 422: by its content no intact PDF, JPEG, PNG or HEIC
  'proof_not_found', // 404: also another company's, or an old link of staff's
  // Import of a file of products
  'import_not_found', // 404: also for another company's
  'import_incomplete', // 409: rows are still to be laid aside or checked
  'import_has_errors', // 409: all rows or none were asked for, and one is refused
  // Points
  'ledger_append_only', // 409: entries are never changed or deleted
  'balance_is_derived', // 409: the balance follows the entries
  // Migration of an old account (R16)
  'migration_not_available', // 409: no old address was given and the own one has nothing
  'migration_code_expired', // 422
  'migration_proof_missing', // 403: control of the old address is not proven yet
  'migration_nothing_to_move', // 409
  'migration_undo_late', // 409: the days in which a migration can be taken back are over
  // Tiers and membership
  'not_invited', // 409: fewer than the invitation's points so far
  'tier_not_offered', // 422: the points do not allow this tier (R6)
  'membership_exists', // 409: one current membership per account (R7)
  'tier_locked', // 409: the tier is fixed for the paid term (R8, R9)
  'price_missing', // 409: no price for this tier in the account's currency
  'membership_not_found', // 404
  'quote_expired', // 409: the amount quoted for an upgrade is no longer good; ask again
  'card_forged', // 422: the code of a membership card was not signed by us
  // People of a company
  'last_owner', // 409: an account keeps at least one owner
  'account_closed', // 409: support closed the account; its people only read
  'already_member', // 409: the invited address acts for this company already
  'member_not_found', // 404: no longer a colleague
  'invite_gone', // 410: accepted, withdrawn, expired, or to another address
  // Money
  'invoice_not_found', // 404: also another company's
  'invoice_not_open', // 409: paid, credited or void
  'invoice_with_support', // 409: its correction failed and support puts it right; not to be paid meanwhile
  'invoice_not_correctable', // 409: not issued, credited, replaced already, or put right by support
  'correction_too_late', // 409: the days in which an invoice can be corrected are over; hint = days
  'correction_running', // 409: this invoice is being corrected now
  'correction_unneeded', // 409: nothing printed on the invoice differs
  'card_missing', // 409: no card is saved
  'billing_refused', // 422: Stripe does not accept the billing details
  'payment_service_unavailable', // 503: Stripe does not answer; nothing is lost
  'webhook_signature', // 400: not signed by Stripe
] as const;

export type ErrorCode = (typeof errorCodes)[number];
