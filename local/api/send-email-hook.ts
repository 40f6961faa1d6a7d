import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** The part of GoTrue's hook payload that our function reads, in GoTrue's own words. */
export interface SendEmailHook {
  user: {
    id: string;
    email: string;
    new_email?: string;
    aud: string;
    role: string;
    app_metadata: object;
    user_metadata: object;
  };
  email_data: {
    token: string;
    token_hash: string;
    token_new: string;
    token_hash_new: string;
    redirect_to: string;
    site_url: string;
    email_action_type: string;
  };
}

/** GoTrue's values: five seconds an attempt, three attempts, two seconds between them. */
const timeoutMilliseconds = 5000;
const attempts = 3;
const pauseMilliseconds = 2000;

/**
 * Calls the Send Email Hook as GoTrue does: signed with standardwebhooks, repeated after a time-out or a 429 or 503.
 * @throws Error when the hook refuses or does not answer; the sign-up or reset that wanted the mail then fails.
 */
export async function callSendEmailHook(url: string, secret: string, payload: SendEmailHook): Promise<void> {
  const body = JSON.stringify(payload);
  let failure = '';
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { ok, mayRepeat, words } = await post(url, secret, body);
    if (ok) return;
    failure = words;
    if (!mayRepeat) break;
    if (attempt < attempts) await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
  }
  throw new Error(`Send Email Hook failed: ${failure}`);
}

async function post(
  url: string,
  secret: string,
  body: string,
): Promise<{ ok: boolean; mayRepeat: boolean; words: string }> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...sign(secret, body) },
      body,
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    const words = `status ${answer.status}: ${(await answer.text()).slice(0, 300)}`;
    return { ok: answer.ok, mayRepeat: [429, 503].includes(answer.status), words };
  } catch (error) {
    return { ok: false, mayRepeat: true, words: error instanceof Error ? error.message : String(error) };
  }
}

function sign(secret: string, body: string): Record<string, string> {
  const id = randomUUID();
  const time = new Date();
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
    'webhook-signature': new Webhook(secret.replace(/^v1,/, '')).sign(id, time, body),
  };
}
