import type Stripe from 'stripe';
import { listPage } from '../list.ts';
import { defineRoute, type Route } from '../routing.ts';
import { createCreditNote } from './credit-note-create.ts';
import { findObject } from './find.ts';

export const creditNoteRoutes: Route[] = [
  defineRoute<Stripe.CreditNoteCreateParams>('POST', '/v1/credit_notes', 'CreditNoteCreateParams', (call) =>
    createCreditNote(call.double, call.params),
  ),
  defineRoute<Stripe.CreditNoteRetrieveParams>('GET', '/v1/credit_notes/:id', 'CreditNoteRetrieveParams', (call) =>
    findObject(call.double, 'credit_note', call.id),
  ),
  defineRoute<Stripe.CreditNoteListParams>('GET', '/v1/credit_notes', 'CreditNoteListParams', ({ double, params }) => {
    const found = double.store
      .all('credit_note')
      .filter((note) => !params.customer || note.customer === params.customer)
      .filter((note) => !params.invoice || note.invoice === params.invoice);
    return listPage(found, params, '/v1/credit_notes');
  }),
];
