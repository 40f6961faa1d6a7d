import { expect, test } from 'vitest';
import { createFunctionEnvironment } from '../../../local/environment.ts';
import { parseEnvironment } from '../../../supabase/functions/_shared/environment.ts';

const ports = { site: 1, api: 2, database: 3, dashboard: 4, mailbox: 5, smtp: 6, stripe: 7 };
const local = createFunctionEnvironment(ports);

test('the local stack gives the functions everything they need', () => {
  const environment = parseEnvironment(local);
  expect(environment).toMatchObject({ siteUrl: 'http://127.0.0.1:1', allowsTimeTravel: true });
  expect(environment.smtp).toMatchObject({ port: 6, secure: false });
});

test('a hosted project sends on port 465, encrypted, to Stripe itself, and lives in the present', () => {
  const {
    SMTP_PORT: _port,
    SMTP_SECURE: _secure,
    STRIPE_API_BASE: _base,
    ALLOW_TIME_TRAVEL: _travel,
    ...hosted
  } = local;
  const environment = parseEnvironment({ ...hosted, SITE_URL: 'https://cps.example/' });
  expect(environment).toMatchObject({ siteUrl: 'https://cps.example', allowsTimeTravel: false });
  expect(environment.smtp).toMatchObject({ port: 465, secure: true });
  expect(environment.stripe.apiBase).toBeUndefined();
});

test.each(Object.keys(local).filter((name) => /KEYS?$|SECRET|URL|SMTP_HOST/.test(name)))(
  'a missing %s is named',
  (name) => {
    expect(() => parseEnvironment({ ...local, [name]: undefined })).toThrow(name);
  },
);

test('keys that are no JSON are refused', () => {
  expect(() => parseEnvironment({ ...local, SUPABASE_SECRET_KEYS: 'sb_secret_x' })).toThrow('SUPABASE_SECRET_KEYS');
});
