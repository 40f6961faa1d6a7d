import { readJson } from '../_shared/body.ts';
import { requireCaller } from '../_shared/caller.ts';
import { type InvoicingRequest, invoicingRequest } from '../_shared/contracts/invoicing.ts';
import type { Handler } from '../_shared/endpoint.ts';
import { correctInvoice } from './correct-invoice.ts';
import { payNow } from './pay-now.ts';
import { quotePrice } from './quote-price.ts';
import { saveCard } from './save-card.ts';
import type { Tools } from './tools.ts';
import { writeEInvoice } from './write-e-invoice.ts';

/** What members do with money besides joining: a card, a quote, a payment, a correction, a file. */
export function createHandler(tools: Tools): Handler {
  return async (request) => {
    const { userId } = await requireCaller(request, tools.auth);
    return Response.json(await answer(tools, userId, await readJson(request, invoicingRequest)));
  };
}

function answer(tools: Tools, person: string, wish: InvoicingRequest): Promise<object> {
  switch (wish.action) {
    case 'save_card':
      return saveCard(tools, person, wish);
    case 'quote':
      return quotePrice(tools, person, wish);
    case 'pay_now':
      return payNow(tools, person, wish);
    case 'correct':
      return correctInvoice(tools, person, wish);
    case 'e_invoice':
      return writeEInvoice(tools, person, wish);
  }
}
