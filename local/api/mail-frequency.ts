import type { Database } from '../postgres/connect.ts';

/** Requests that make GoTrue send a mail, with the column that remembers the last one. */
const columns: Record<string, 'recovery_sent_at' | 'confirmation_sent_at'> = {
  '/auth/v1/recover': 'recovery_sent_at',
  '/auth/v1/otp': 'recovery_sent_at',
  '/auth/v1/signup': 'confirmation_sent_at',
  '/auth/v1/resend': 'confirmation_sent_at',
};

/**
 * Refuses a second mail to one address within `frequency`, as GoTrue does (`auth.email.max_frequency`); the embedded Auth
 * reads that setting but does not keep it.
 * @param frequency a duration such as `60s`; `0s` switches the limit off.
 * @returns the 429 to answer, or nothing when the request may go on.
 */
export async function limitMailFrequency(
  sql: Database,
  frequency: string,
  request: Request,
): Promise<Response | undefined> {
  const seconds = Number.parseInt(frequency, 10);
  const column = columns[new URL(request.url).pathname];
  if (!column || request.method !== 'POST' || !(seconds > 0)) return undefined;
  const email = await readEmail(request);
  if (!email) return undefined;
  const [user] = await sql<{ wait: number }[]>`
    select ceil(extract(epoch from ${sql(column)} + make_interval(secs => ${seconds}) - now()))::int as wait
    from auth.users
    where email = ${email} and ${sql(column)} > now() - make_interval(secs => ${seconds})
      and (${column} = 'recovery_sent_at' or confirmed_at is null)`;
  return user ? refuse(user.wait, request.headers.has('x-supabase-api-version')) : undefined;
}

async function readEmail(request: Request): Promise<string | undefined> {
  try {
    const body: unknown = await request.clone().json();
    const email = typeof body === 'object' && body !== null && 'email' in body ? body.email : undefined;
    return typeof email === 'string' ? email.toLowerCase() : undefined;
  } catch {
    return undefined;
  }
}

function refuse(wait: number, newShape: boolean): Response {
  const message = `For security purposes, you can only request this after ${wait} seconds.`;
  const code = 'over_email_send_rate_limit';
  const body = newShape ? { code, message } : { code: 429, error_code: code, msg: message };
  return Response.json(body, { status: 429, headers: { 'x-sb-error-code': code } });
}
