/**
 * Settings of the embedded stack. Those of Auth are the same as in supabase/config.toml; a unit test compares the two.
 * Every secret here is for 127.0.0.1 only and says so in its name.
 */
export const auth = {
  jwtSecret: 'local-only-jwt-secret-of-the-cps-portal-stack',
  jwtExpirySeconds: 3600,
  otpLength: 6,
  otpExpirySeconds: 600,
  minimumPasswordLength: 8,
  mailFrequency: '60s',
};

export const keys = {
  publishable: 'sb_publishable_local_only_not_for_production',
  secret: 'sb_secret_local_only_not_for_production',
};

/** Schemas that the REST API serves; `private` is left out on purpose. */
export const apiSchemas = ['public', 'service'];

/** Largest number of rows in one answer, as on a hosted project. */
export const maximumRows = 1000;

/** Signs the Send Email Hook (standardwebhooks); `local-only-send-email-hook-secret` in base64. */
export const sendEmailHookSecret = 'v1,whsec_bG9jYWwtb25seS1zZW5kLWVtYWlsLWhvb2stc2VjcmV0';

export const stripe = {
  secretKey: 'sk_test_local_only_stripe_double',
  webhookSecret: 'whsec_local_only_stripe_double',
};

export const database = { user: 'postgres', password: 'postgres', name: 'postgres' };

/** Limits of hosted edge functions, kept here as well. */
export const functionLimits = { cpuSeconds: 2, heapMegabytes: 256 };
