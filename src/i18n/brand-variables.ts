import { brand } from '../brand.ts';

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
