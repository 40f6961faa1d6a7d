import { brand } from '../../../../src/brand.ts';

/** Who sends the mail, with postal address and business id, as commercial mail must say. */
export function sellerLine(): string {
  const { name, street, postcode, city, businessId } = brand.seller;
  return `${name}, ${street}, ${postcode} ${city} · ${businessId}`;
}
