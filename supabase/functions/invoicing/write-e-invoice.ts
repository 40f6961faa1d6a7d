import type { EInvoiceAnswer } from '../_shared/contracts/invoicing.ts';
import { issuedDocument } from '../_shared/e-invoice/issued-document.ts';
import type { Tools } from './tools.ts';

/** The e-invoice file (EN 16931, UBL 2.1, Peppol BIS Billing 3) of an issued invoice or a credit note of it, from what was printed. */
export async function writeEInvoice(
  tools: Tools,
  person: string,
  wish: { accountId: string; invoiceId: string; creditNoteId?: string | null | undefined },
): Promise<EInvoiceAnswer> {
  const answer = await tools.database('read_issued_invoice', {
    person,
    for_account: wish.accountId,
    invoice: wish.invoiceId,
    credit_note: wish.creditNoteId ?? null,
  });
  const document = issuedDocument.parse(answer);
  // Loaded when it is wanted: the other actions need no XML.
  const { writeDocument } = await import('../_shared/e-invoice/write-document.ts');
  const number = document.credit_note?.number ?? document.invoice.number;
  return { fileName: `${number}.xml`, xml: writeDocument(document) };
}
