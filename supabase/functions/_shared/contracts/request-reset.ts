import * as z from 'zod/mini';
import { localeCode } from './locale-code.ts';
import { email } from './text.ts';

/**
 * Body of POST /functions/v1/request-reset (S1). Answers 202 `{ "status": "check_mailbox" }` for every address (R17): a confirmed one gets a
 * link to set a password, one never confirmed gets the first mail again, an unknown one gets nothing.
 * Errors: invalid_input, too_many_requests.
 */
export const requestResetRequest = z.object({ email, locale: localeCode });
export type RequestResetRequest = z.infer<typeof requestResetRequest>;
