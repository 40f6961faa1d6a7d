import { parse } from 'zod/mini';
import {
  type SupportCaseRequest,
  supportCaseAnswer,
} from '../../../supabase/functions/_shared/contracts/support-case.ts';
import { callPublicFunction } from '../account/public-function.ts';

/** Opens a case for somebody who is not signed in. Answers its reference, such as S-001001. Throws a PortalError. */
export async function sendCase(request: SupportCaseRequest): Promise<string> {
  return parse(supportCaseAnswer, await callPublicFunction('support', request)).reference;
}
