import type { ErrorCode } from '../../supabase/functions/_shared/contracts/error-codes.ts';

/** The parts of a failure that tell its kind; PostgREST and auth-js use the same names with different meanings. */
interface Failure {
  name?: string;
  code?: string | number;
  message?: string;
  status?: number;
}

/** Postgres, PostgREST and GoTrue codes (their documented lists) → ours. */
const knownCodes: Record<string, ErrorCode> = {
  '23505': 'invalid_input',
  '23514': 'invalid_input',
  '23502': 'invalid_input',
  '22P02': 'invalid_input',
  '22001': 'invalid_input',
  '42501': 'not_allowed',
  PGRST301: 'session_expired',
  PGRST302: 'session_expired',
  PGRST303: 'session_expired',
  otp_expired: 'link_invalid',
  otp_disabled: 'link_invalid',
  flow_state_expired: 'link_invalid',
  invalid_credentials: 'invalid_credentials',
  email_not_confirmed: 'email_not_confirmed',
  weak_password: 'password_too_weak',
  same_password: 'password_same',
  session_not_found: 'session_expired',
  session_expired: 'session_expired',
  refresh_token_not_found: 'session_expired',
  refresh_token_already_used: 'session_expired',
  user_not_found: 'session_expired',
  user_banned: 'session_expired',
  bad_jwt: 'session_expired',
  no_authorization: 'session_expired',
  validation_failed: 'invalid_input',
  email_address_invalid: 'invalid_input',
};

const statusCodes: Record<number, ErrorCode> = {
  401: 'session_expired',
  403: 'not_allowed',
  413: 'payload_too_large',
  429: 'too_many_requests',
};

/** Whether a SQLSTATE is one of ours: `PT` and the HTTP status, with the code as message. */
export function isOwnState(code: unknown): boolean {
  return /^PT\d{3}$/.test(String(code));
}

/** The word that names a failure: one of our codes where it can be told, else whatever the service said. */
export function readErrorCode(failure: unknown): string {
  const { name = '', code = '', message = '', status = 0 } = (failure ?? {}) as Failure;
  const word = String(code);
  if (isOwnState(word)) return message;
  if (knownCodes[word]) return knownCodes[word];
  if (/^over_.*_rate_limit$/.test(word)) return 'too_many_requests';
  if (name === 'AuthSessionMissingError' || /jwt expired/i.test(message)) return 'session_expired';
  if (
    name === 'TypeError' ||
    name === 'AuthRetryableFetchError' ||
    /failed to fetch|networkerror|load failed/i.test(message)
  ) {
    return 'connection_lost';
  }
  return statusCodes[status] ?? word;
}
