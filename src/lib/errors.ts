import { type ErrorCode, errorCodes } from '../../supabase/functions/_shared/contracts/error-codes.ts';
import { isOwnState, readErrorCode } from './error-codes-read.ts';

export type { ErrorCode };

/** What a PortalError carries besides its code. */
export interface ErrorInformation {
  /** Field name → code of what is wrong with it. */
  fields?: Record<string, string> | undefined;
  /** An example or value for the sentence: `errors.serial_format` shows it as {{hint}}. */
  hint?: string | undefined;
  /** Data beside the sentence, e.g. the id of the product that is there already. */
  details?: string | undefined;
}

/** An expected failure, by its stable code; the sentence is `errors.<code>`. */
export class PortalError extends Error {
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;
  readonly hint: string | undefined;
  readonly details: string | undefined;

  constructor(code: ErrorCode, information: ErrorInformation = {}) {
    super(code);
    this.name = 'PortalError';
    this.code = code;
    this.fields = information.fields;
    this.hint = information.hint;
    this.details = information.details;
  }
}

/** Tells whether a word from a service is one of our codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return errorCodes.some((code) => code === value);
}

/** Turns whatever was thrown or returned as `error` (PostgREST, auth-js, fetch, ours) into a PortalError; the unknown becomes `unexpected`. */
export function toPortalError(failure: unknown): PortalError {
  if (failure instanceof PortalError) return failure;
  const word = readErrorCode(failure);
  if (!isErrorCode(word)) return new PortalError('unexpected');
  const { details, hint, code } = (failure ?? {}) as ErrorInformation & { code?: unknown };
  // Only our own refusals carry something for people; elsewhere these hold technical texts.
  return isOwnState(code)
    ? new PortalError(word, { hint: hint || undefined, details: details || undefined })
    : new PortalError(word);
}
