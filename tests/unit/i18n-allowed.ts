/** Messages that may read the same as in English, with the reason. */
const sameOnPurpose: Record<string, string> = {
  'common.title': 'names only',
  'common.tier.silver': 'name of a tier',
  'common.tier.gold': 'name of a tier',
  'common.tier.platinum': 'name of a tier',
  'common.tier.business': 'name of a tier',
};

/** True for a message without a word of its own (variables, digits, signs, abbreviations such as PDF) and for those on the list. */
export function isSameOnPurpose(key: string, message: string): boolean {
  const words = message.replace(/\{\{\w+\}\}/g, '').replace(/<\/?\w+>|\p{Lu}{2,}/gu, '');
  return key in sameOnPurpose || !/\p{L}{2}/u.test(words);
}

/** Names with the shape of a key that are none: drafts kept in the tab. */
export const draftNames: readonly string[] = ['products.news', 'products.new', 'migration.sent'];
