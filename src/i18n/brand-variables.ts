import { brand } from '../brand.ts';
import { fillVariables } from './message.ts';
import type { Messages } from './messages.ts';

/** Variables every message may use without being given them: the brand's names live in `brand.ts` only. */
export const brandVariables = {
  manufacturer: brand.manufacturer,
  programme: brand.programme.abbreviation,
  programmeName: brand.programme.fullName,
  seller: brand.seller.name,
  supportName: brand.support.name,
  supportEmail: brand.support.email,
  supportPhone: brand.support.phoneShown,
  senderAddress: brand.mail.senderAddress,
};

/** Writes the brand's names into messages, so that no page has to bring them along. */
export function fillBrand(messages: Messages): Messages {
  const filled = Object.entries(messages).map(([key, message]) => [key, fillVariables(message, brandVariables)]);
  return Object.fromEntries(filled);
}
