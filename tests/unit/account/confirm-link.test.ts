import { describe, expect, it } from 'vitest';
import { chooseConfirmLanguage } from '../../../src/components/account/confirm-language.ts';
import { leadsToPassword, readConfirmAddress } from '../../../src/components/account/confirm-link.ts';

const read = (rest: string) => readConfirmAddress(new URL(`https://cps.example/auth/confirm/${rest}`));

describe('the address of a mail', () => {
  it('gives token, type and language from the fragment', () => {
    expect(read('#token_hash=abcdef1234&type=signup&lang=fi')).toEqual({
      link: { tokenHash: 'abcdef1234', type: 'signup' },
      language: 'fi',
      isBroken: false,
    });
  });

  it('gives the same from the query of older mails', () => {
    expect(read('?token_hash=abcdef1234&type=recovery&lang=en').link).toEqual({
      tokenHash: 'abcdef1234',
      type: 'recovery',
    });
  });

  it('asks for a code when there is no link', () => {
    expect(read('?lang=fi')).toEqual({ link: null, language: 'fi', isBroken: false });
  });

  it.each(['#token_hash=abc', '#token_hash=abcdef1234&type=other', '#type=signup', '#error_code=otp_expired'])(
    'counts %s as broken',
    (rest) => {
      expect(read(rest)).toMatchObject({ link: null, isBroken: true });
    },
  );

  it('refuses a token with anything but letters, digits and dashes', () => {
    expect(read('#token_hash=%3Cscript%3Ealert&type=signup').link).toBeNull();
  });
});

it('leads to the password after the first mail and a reset only', () => {
  expect(leadsToPassword('signup')).toBe(true);
  expect(leadsToPassword('recovery')).toBe(true);
  expect(leadsToPassword('magiclink')).toBe(false);
  expect(leadsToPassword('email_change')).toBe(false);
});

describe('the language of the page', () => {
  it('is that of the mail', () => expect(chooseConfirmLanguage('en', 'fi', ['fi-FI'])).toBe('en'));
  it('is the remembered one when the mail names none', () =>
    expect(chooseConfirmLanguage(null, 'en', ['fi'])).toBe('en'));
  it('is the browser’s when nothing is remembered', () =>
    expect(chooseConfirmLanguage(null, null, ['en-GB'])).toBe('en'));
  it('is never one that is switched off or made up', () =>
    expect(chooseConfirmLanguage('xx', 'hu', ['ja'])).toBe('fi'));
});
