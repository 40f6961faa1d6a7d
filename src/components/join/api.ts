import * as z from 'zod/mini';
import { type JoinAnswer, type JoinRequest, joinAnswer } from '../../../supabase/functions/_shared/contracts/join.ts';
import { callFunction } from '../../lib/functions.ts';

/** Joins CPS (function `tiers`). Asking twice for the same tier joins once. Throws a PortalError. */
export async function join(request: JoinRequest): Promise<JoinAnswer> {
  return z.parse(joinAnswer, await callFunction('tiers', request));
}
