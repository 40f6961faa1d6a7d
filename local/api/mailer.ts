import type { App } from '@supabase/lite';
import { callSendEmailHook, type SendEmailHook } from './send-email-hook.ts';

type Mailer = NonNullable<App['_mailer']>;
type Meta = Parameters<Mailer['sendConfirmation']>[3];

const keepQuiet = async () => {};

/** Sends nothing; for an Auth whose users no mail should reach. */
export const silentMailer: Mailer = {
  sendConfirmation: keepQuiet,
  sendRecovery: keepQuiet,
  sendMagicLink: keepQuiet,
  sendEmailChange: keepQuiet,
  sendReauthentication: keepQuiet,
};

/**
 * The embedded Auth sends mails itself and has no Send Email Hook; this puts the hook in the mailer's place, so that the
 * function `send-email` is called exactly as by GoTrue. Can go when @supabase/lite supports `auth.hook.send_email`.
 */
export function createHookMailer(options: { url: string; secret: string; siteUrl: string }): Mailer {
  const send = (action: string, email: string, tokenHash: string, token: string, meta: Meta) => {
    const payload: SendEmailHook = {
      user: {
        id: meta?.userId ?? '',
        email: meta?.currentEmail ?? email,
        ...(meta?.newEmail ? { new_email: meta.newEmail } : {}),
        aud: 'authenticated',
        role: 'authenticated',
        app_metadata: { provider: 'email', providers: ['email'] },
        user_metadata: {},
      },
      email_data: {
        ...assignTokens(tokenHash, token, meta),
        redirect_to: meta?.redirectTo ?? options.siteUrl,
        site_url: options.siteUrl,
        email_action_type: action,
      },
    };
    return callSendEmailHook(options.url, options.secret, payload);
  };
  return {
    sendConfirmation: (email, hash, token, meta) => send('signup', email, hash, token, meta),
    sendRecovery: (email, hash, token, meta) => send('recovery', email, hash, token, meta),
    sendMagicLink: (email, hash, token, meta) => send('magiclink', email, hash, token, meta),
    sendEmailChange: (email, hash, token, meta) => send('email_change', email, hash, token, meta),
    sendReauthentication: (email, token, meta) => send('reauthentication', email, meta?.tokenHash ?? '', token, meta),
  };
}

/**
 * GoTrue's names are crossed when both addresses confirm a change: `token` with `token_hash_new` is for the current
 * address, `token_new` with `token_hash` for the new one (supabase.com/docs/guides/auth/auth-hooks/send-email-hook).
 */
function assignTokens(tokenHash: string, token: string, meta: Meta) {
  if (!meta?.tokenNew) return { token, token_hash: tokenHash, token_new: '', token_hash_new: '' };
  return { token, token_hash_new: tokenHash, token_new: meta.tokenNew, token_hash: meta.tokenHashNew ?? '' };
}
