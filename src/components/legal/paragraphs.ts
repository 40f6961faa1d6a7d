/** The paragraphs of the documents in their order; texts are `legal.<document>.<id>.title` and `.text`. */
export const legalParagraphs = {
  terms: ['who', 'account', 'products', 'membership', 'unpaid', 'liability', 'changes'],
  privacy: ['who', 'what', 'why', 'who_else', 'how_long', 'browser', 'rights'],
  accessibility: ['aim', 'state', 'how', 'others', 'report', 'authority'],
} as const;

/** The day the current wording came into force. */
export const inForceSince = '2026-11-01';
