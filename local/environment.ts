import type { Ports } from './ports.ts';
import { keys, sendEmailHookSecret, stripe } from './settings.ts';

/** The address of every part, all on 127.0.0.1. */
export interface Addresses {
  site: string;
  api: string;
  /** Connection string of Postgres. */
  database: string;
  dashboard: string;
  mailbox: string;
  smtp: string;
  stripe: string;
}

/** Addresses for the ports of a stack. */
export function listAddresses(ports: Ports): Addresses {
  return {
    site: `http://127.0.0.1:${ports.site}`,
    api: `http://127.0.0.1:${ports.api}`,
    database: `postgresql://postgres:postgres@127.0.0.1:${ports.database}/postgres`,
    dashboard: `http://127.0.0.1:${ports.dashboard}`,
    mailbox: `http://127.0.0.1:${ports.mailbox}`,
    smtp: `smtp://127.0.0.1:${ports.smtp}`,
    stripe: `http://127.0.0.1:${ports.stripe}`,
  };
}

/** What the edge functions find in their environment; the same names are set as secrets on a hosted project. */
export function createFunctionEnvironment(ports: Ports): Record<string, string> {
  const addresses = listAddresses(ports);
  return {
    SUPABASE_URL: addresses.api,
    SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishable }),
    SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secret }),
    SITE_URL: addresses.site,
    SEND_EMAIL_HOOK_SECRET: sendEmailHookSecret,
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(ports.smtp),
    SMTP_USER: '',
    SMTP_PASS: '',
    SMTP_SECURE: 'false',
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_API_BASE: addresses.stripe,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    ALLOW_TIME_TRAVEL: 'true',
  };
}

/** What the site is built with. */
export function createSiteEnvironment(ports: Ports): Record<string, string> {
  const addresses = listAddresses(ports);
  return {
    PUBLIC_SUPABASE_URL: addresses.api,
    PUBLIC_SUPABASE_PUBLISHABLE_KEY: keys.publishable,
    SITE_URL: addresses.site,
  };
}
