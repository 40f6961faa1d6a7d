import { mirrorCreditNote } from '../mirror-credit-note.ts';
import type { EventHandling } from './event-handling.ts';

/** A credit note that was issued or voided: it is mirrored with its invoice. */
export const creditNoteEvents: EventHandling = {
  types: ['credit_note.created', 'credit_note.updated', 'credit_note.voided'],
  handle: async (tools, id, readAt) => mirrorCreditNote(tools, await tools.stripe.creditNotes.retrieve(id), readAt),
};
