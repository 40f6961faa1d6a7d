import * as z from 'zod/mini';
import { localeCode } from './locale-code.ts';
import { email, line } from './text.ts';

export const supportTopics = ['account', 'products', 'points', 'migration', 'membership', 'payment', 'other'] as const;
export type SupportTopic = (typeof supportTopics)[number];

/**
 * Body of POST /functions/v1/support, signed in or not (S10). `id` is made by the browser: sending twice opens one case.
 * Answers 201 `{ "reference": "S-001001" }` and mails a copy. Errors: invalid_input, too_many_requests, session_expired (a wrong token is refused).
 */
export const supportCaseRequest = z.object({
  id: z.uuid(),
  accountId: z.nullish(z.uuid()),
  topic: z.enum(supportTopics),
  name: line(200),
  email,
  message: z.string().check(z.trim(), z.minLength(1), z.maxLength(5000)),
  locale: localeCode,
});
export type SupportCaseRequest = z.infer<typeof supportCaseRequest>;
export const supportCaseAnswer = z.object({ reference: z.string() });
