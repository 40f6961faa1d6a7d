import * as z from 'zod/mini';
import type { Database } from './database.ts';
import { Refusal } from './refusal.ts';

const hour = 3600;

/**
 * Counts one use of a public form, per sender and per address.
 * @param limits allowed uses in an hour
 * @throws Refusal too_many_requests when either is used up
 */
export async function takeQuotas(
  database: Database,
  form: string,
  keys: { sender: string; email?: string },
  limits: { sender: number; email?: number },
): Promise<void> {
  const wanted = [{ bucket: `${form}:sender`, key: keys.sender, allowed: limits.sender }];
  if (keys.email && limits.email) wanted.push({ bucket: `${form}:email`, key: keys.email, allowed: limits.email });
  const taken = await Promise.all(wanted.map((quota) => takeQuota(database, { ...quota, windowSeconds: hour })));
  if (taken.includes(false)) throw new Refusal('too_many_requests');
}

/** Counts one use; false when the window's uses are used up. */
export async function takeQuota(
  database: Database,
  quota: { bucket: string; key: string; allowed: number; windowSeconds: number },
): Promise<boolean> {
  const { bucket, key, allowed, windowSeconds } = quota;
  return z.boolean().parse(await database('take_quota', { bucket, key, allowed, window_seconds: windowSeconds }));
}

/**
 * Where a request comes from, for quotas. Hosted projects stand behind Cloudflare, which writes `cf-connecting-ip` itself; elsewhere it is
 * the first hop of `x-forwarded-for`, which a caller can invent: quotas per address stand beside it.
 */
export function readSender(request: Request): string {
  const forwarded = request.headers.get('x-forwarded-for')?.split(',')[0]?.trim();
  return request.headers.get('cf-connecting-ip') ?? (forwarded || 'local');
}
