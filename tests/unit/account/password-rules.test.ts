import { describe, expect, it } from 'vitest';
import { checkNewPassword } from '../../../src/components/account/password-rules.ts';
import { checkSignIn } from '../../../src/components/account/sign-in-rules.ts';

const check = (password: string, repeated = password) => checkNewPassword({ password, repeated });

describe('a new password', () => {
  it('of eight characters is enough', () => expect(check('kissa123')).toEqual({}));
  it('of sixty-four characters is allowed', () => expect(check('k'.repeat(64))).toEqual({}));
  it('of seven characters is too short', () => expect(check('kissa12')).toEqual({ password: 'short' }));
  it('counts an emoji as one character', () => expect(check('😀😀😀😀')).toEqual({ password: 'short' }));
  it('of more than 72 bytes is too long', () => expect(check('ä'.repeat(37))).toEqual({ password: 'long' }));
  it('must be written twice', () => expect(check('kissa123', '')).toEqual({ repeated: 'required' }));
  it('must be the same twice', () => expect(check('kissa123', 'kissa124')).toEqual({ repeated: 'different' }));
  it('may begin and end with spaces', () => expect(check(' kissa 1 ')).toEqual({}));
});

describe('signing in', () => {
  it('asks for both fields', () =>
    expect(checkSignIn({ email: ' ', password: '' })).toEqual({ email: 'required', password: 'required' }));
  it('wants an address that can be one', () =>
    expect(checkSignIn({ email: 'aino', password: 'x' })).toEqual({ email: 'email' }));
  it('does not judge the password', () => expect(checkSignIn({ email: 'a@b.fi', password: 'x' })).toEqual({}));
});
