import { parse } from 'zod/mini';
import {
  type SupportCaseRequest,
  supportCaseAnswer,
} from '../../../supabase/functions/_shared/contracts/support-case.ts';
import { callFunction } from '../../lib/functions.ts';

/** Opens a case, as the signed-in person where there is one. Answers its reference, such as S-001001. Throws a PortalError. */
export async function sendCase(request: SupportCaseRequest): Promise<string> {
  return parse(supportCaseAnswer, await callFunction('support', request)).reference;
}
