import { create } from 'xmlbuilder2';
import { type DocumentParts, readParts } from './document-parts.ts';
import type { IssuedDocument } from './issued-document.ts';
import { writeLines, writeMoney, writeTaxes } from './write-lines.ts';
import { optional, type Tree, writeBuyer, writeSeller } from './write-parties.ts';

const names = {
  invoice: { root: 'Invoice', code: 'cbc:InvoiceTypeCode', number: '380', line: 'cac:InvoiceLine' },
  credit_note: { root: 'CreditNote', code: 'cbc:CreditNoteTypeCode', number: '381', line: 'cac:CreditNoteLine' },
} as const;

const ubl = 'urn:oasis:names:specification:ubl:schema:xsd';

/**
 * Writes an issued invoice, or its credit note, as an e-invoice: EN 16931 in UBL 2.1, by the rules of Peppol BIS Billing 3.
 * @returns the file's text
 */
export function writeDocument(document: IssuedDocument): string {
  const parts = readParts(document);
  const name = names[parts.kind];
  const root = {
    [name.root]: {
      '@xmlns': `${ubl}:${name.root}-2`,
      '@xmlns:cac': `${ubl}:CommonAggregateComponents-2`,
      '@xmlns:cbc': `${ubl}:CommonBasicComponents-2`,
      ...writeHead(document, parts),
      ...writeBody(document, parts),
      [name.line]: writeLines(parts, document.invoice.currency),
    },
  };
  return create({ version: '1.0', encoding: 'UTF-8' }, root).end({ prettyPrint: true });
}

function writeHead({ invoice, credit_note: note }: IssuedDocument, parts: DocumentParts): Tree {
  const { code, number } = names[parts.kind];
  return {
    'cbc:CustomizationID': 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
    'cbc:ProfileID': 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
    'cbc:ID': parts.number,
    'cbc:IssueDate': parts.issuedOn,
    ...(parts.kind === 'invoice' ? optional('cbc:DueDate', invoice.due_on) : {}),
    [code]: number,
    ...optional('cbc:Note', (note ? note.memo : null) ?? invoice.footer),
    'cbc:DocumentCurrencyCode': invoice.currency,
    // Peppol wants a reference of the buyer or an order; a company that gave none is named by its own invoice.
    'cbc:BuyerReference': invoice.reference ?? invoice.number,
    ...(parts.preceding
      ? {
          'cac:BillingReference': {
            'cac:InvoiceDocumentReference': {
              'cbc:ID': parts.preceding.number,
              'cbc:IssueDate': parts.preceding.issuedOn,
            },
          },
        }
      : {}),
  };
}

function writeBody({ invoice, bank }: IssuedDocument, parts: DocumentParts): Tree {
  const { currency } = invoice;
  const hasVat = !parts.groups.some(({ category }) => category.code === 'O');
  const money = (minor: number) => writeMoney(minor, currency);
  return {
    'cac:AccountingSupplierParty': writeSeller(invoice, hasVat),
    'cac:AccountingCustomerParty': writeBuyer(invoice, hasVat),
    ...(parts.kind === 'invoice' ? { 'cac:PaymentMeans': writePayment(invoice, bank) } : {}),
    'cac:TaxTotal': writeTaxes(parts.groups, parts.tax, currency),
    'cac:LegalMonetaryTotal': {
      'cbc:LineExtensionAmount': money(parts.net),
      'cbc:TaxExclusiveAmount': money(parts.net),
      'cbc:TaxInclusiveAmount': money(parts.gross),
      ...(parts.prepaid > 0 ? { 'cbc:PrepaidAmount': money(parts.prepaid) } : {}),
      'cbc:PayableAmount': money(parts.gross - parts.prepaid),
    },
  };
}

/** Where the money goes (BG-16): the company's own account at Stripe's bank where there is one, else the seller's, as they were when it was issued. */
function writePayment({ number, currency, seller }: IssuedDocument['invoice'], bank: IssuedDocument['bank']): Tree {
  const own = seller.account;
  const id = bank ? (bank.iban ?? `${bank.sort_code ?? ''}${bank.account_number ?? ''}`) : (own?.iban ?? null);
  const bic = bank ? bank.bic : own?.bic;
  return {
    'cbc:PaymentMeansCode': currency === 'EUR' ? '58' : '30',
    'cbc:PaymentID': number,
    ...(id
      ? {
          'cac:PayeeFinancialAccount': {
            'cbc:ID': id,
            ...optional('cbc:Name', bank?.holder ?? own?.holder),
            ...(bic ? { 'cac:FinancialInstitutionBranch': { 'cbc:ID': bic } } : {}),
          },
        }
      : {}),
  };
}
