import { describe, expect, it } from 'vitest';
import { PortalError, toPortalError } from '../../src/lib/errors.ts';

describe('failures from the services', () => {
  it.each([
    [{ code: 'PT409', message: 'serial_in_own_account' }, 'serial_in_own_account'],
    [{ code: 'PT422', message: 'a word nobody knows' }, 'unexpected'],
    [{ code: '23505', message: 'duplicate key value' }, 'invalid_input'],
    [{ code: '42501', message: 'permission denied' }, 'not_allowed'],
    [{ code: 'PGRST301', message: 'JWT expired' }, 'session_expired'],
    [{ name: 'AuthApiError', code: 'otp_expired', status: 403 }, 'link_invalid'],
    [{ name: 'AuthApiError', code: 'invalid_credentials', status: 400 }, 'invalid_credentials'],
    [{ name: 'AuthApiError', code: 'email_not_confirmed', status: 400 }, 'email_not_confirmed'],
    [{ name: 'AuthApiError', code: 'same_password', status: 422 }, 'password_same'],
    [{ name: 'AuthWeakPasswordError', code: 'weak_password', status: 422 }, 'password_too_weak'],
    [{ name: 'AuthApiError', code: 'over_email_send_rate_limit', status: 429 }, 'too_many_requests'],
    [{ name: 'AuthRetryableFetchError', message: 'Failed to fetch', status: 0 }, 'connection_lost'],
    [new TypeError('Failed to fetch'), 'connection_lost'],
    [{ code: '', message: 'TypeError: Load failed' }, 'connection_lost'],
    [{ status: 413 }, 'payload_too_large'],
    [{ status: 500, message: 'boom' }, 'unexpected'],
    [null, 'unexpected'],
    ['text', 'unexpected'],
  ])('%j become %s', (failure, code) => {
    expect(toPortalError(failure).code).toBe(code);
  });

  it('keep the hint and details of our own refusals', () => {
    const error = toPortalError({ code: 'PT422', message: 'serial_format', hint: 'VK1-000123', details: 'id' });
    expect(error).toMatchObject({ code: 'serial_format', hint: 'VK1-000123', details: 'id' });
  });

  it('leave technical details out', () => {
    expect(toPortalError({ code: '23505', message: 'duplicate', details: 'Key (id)=(1)' }).details).toBeUndefined();
  });

  it('pass an error of ours through unchanged', () => {
    const error = new PortalError('not_invited');
    expect(toPortalError(error)).toBe(error);
  });
});
