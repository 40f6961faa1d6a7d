import type { CreateAccountRequest } from '../../../supabase/functions/_shared/contracts/create-account.ts';
import type { RequestResetRequest } from '../../../supabase/functions/_shared/contracts/request-reset.ts';
import { callFunction } from '../../lib/functions.ts';

/** Sends the form of a new account; a mail follows (S1). Throws a PortalError. */
export async function createAccount(request: CreateAccountRequest): Promise<void> {
  await callFunction('create-account', request);
}

/** Asks for a mail with link and code; the answer is the same for every address (R17). Throws a PortalError. */
export async function requestMail(request: RequestResetRequest): Promise<void> {
  await callFunction('request-reset', request);
}
