import type Stripe from 'stripe';
import { refuse } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { listPage } from '../list.ts';
import { mergeMetadata } from '../metadata.ts';
import { defineRoute, type Route } from '../routing.ts';
import { findObject } from './find.ts';
import { addItemLine } from './invoice-item-lines.ts';
import { keepItem } from './invoice-item-make.ts';
import { computeTotals } from './invoice-lines.ts';
import { type LineInput, readLinePrice } from './line-price.ts';
import { refuseUnsupported } from './unsupported.ts';

export const invoiceLineRoutes: Route[] = [
  defineRoute<Stripe.InvoiceListLineItemsParams>(
    'GET',
    '/v1/invoices/:id/lines',
    'InvoiceListLineItemsParams',
    ({ double, params, id }) => {
      const { lines } = findObject(double, 'invoice', id);
      return listPage(lines.data.toReversed(), params, lines.url);
    },
  ),
  defineRoute<Stripe.InvoiceAddLinesParams>(
    'POST',
    '/v1/invoices/:id/add_lines',
    'InvoiceAddLinesParams',
    ({ double, params, id }) => {
      const invoice = findObject(double, 'invoice', id);
      if (invoice.status !== 'draft') {
        refuse('You can only add lines to draft invoices.', { code: 'invoice_not_editable' });
      }
      const now = double.clock.now();
      for (const line of params.lines) {
        refuseUnsupported(line, ['discounts', 'tax_amounts', 'tax_rates', 'quantity_decimal']);
        if (line.invoice_item) {
          const waiting = findObject(double, 'invoiceitem', line.invoice_item, 'lines[invoice_item]');
          if (waiting.invoice)
            refuse('This invoice item already belongs to an invoice.', { param: 'lines[invoice_item]' });
          addItemLine(double, invoice, waiting);
          continue;
        }
        const { price, amount, quantity } = readLinePrice(double, line as LineInput, invoice.currency);
        if (price.currency !== invoice.currency) {
          refuse(`The currency of the line must be the invoice's (${invoice.currency}).`, { param: 'lines' });
        }
        const item = keepItem(double, {
          amount,
          currency: invoice.currency,
          customer: invoice.customer ?? '',
          description: line.description ?? null,
          metadata: mergeMetadata({}, line.metadata),
          period: line.period ?? { start: now, end: now },
          price,
          quantity,
          proration: false,
          subscription: null,
          invoice: invoice.id,
        });
        addItemLine(double, invoice, item);
      }
      if (params.invoice_metadata !== undefined) {
        invoice.metadata = mergeMetadata(invoice.metadata, params.invoice_metadata);
      }
      computeTotals(double, invoice);
      emitEvent(double, 'invoice.updated', invoice);
      return invoice;
    },
  ),
];
