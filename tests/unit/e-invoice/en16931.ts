import { type Element, findAll, readText } from './read-xml.ts';

/** Amounts in cents, so that sums are exact. */
function readCents(element: Element, ...path: string[]): number {
  const text = readText(element, ...path);
  if (text === undefined) return 0;
  if (!/^-?\d+\.\d{2}$/.test(text)) throw new Error(`${path.join('/')} has not two decimals: ${text}`);
  return Math.round(Number(text) * 100);
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

interface Rule {
  name: string;
  holds: (document: Element) => boolean;
}

const total = 'cac:LegalMonetaryTotal';
const linesOf = (document: Element) =>
  document.children.filter(({ name }) => /^cac:(Invoice|CreditNote)Line$/.test(name));
const groupsOf = (document: Element) => findAll(document, 'cac:TaxTotal', 'cac:TaxSubtotal');
const categoryOf = (group: Element) => readText(group, 'cac:TaxCategory', 'cbc:ID') ?? '';
const lineCategory = (line: Element) => readText(line, 'cac:Item', 'cac:ClassifiedTaxCategory', 'cbc:ID') ?? '';
const lineRate = (line: Element) => readText(line, 'cac:Item', 'cac:ClassifiedTaxCategory', 'cbc:Percent') ?? '';
const hasCategory = (document: Element, code: string) => groupsOf(document).some((group) => categoryOf(group) === code);
const vatOf = (document: Element, party: string) =>
  readText(document, party, 'cac:Party', 'cac:PartyTaxScheme', 'cbc:CompanyID');
const seller = 'cac:AccountingSupplierParty';
const buyer = 'cac:AccountingCustomerParty';
const isNothing = (document: Element, code: string) =>
  groupsOf(document)
    .filter((group) => categoryOf(group) === code)
    .every((group) => readCents(group, 'cbc:TaxAmount') === 0);
const hasReason = (document: Element, code: string) =>
  groupsOf(document)
    .filter((group) => categoryOf(group) === code)
    .every(
      (group) =>
        readText(group, 'cac:TaxCategory', 'cbc:TaxExemptionReasonCode') ||
        readText(group, 'cac:TaxCategory', 'cbc:TaxExemptionReason'),
    );

/** Rules of EN 16931-1 and of Peppol BIS Billing 3 that our files can break; names as in the standard. */
const rules: readonly Rule[] = [
  { name: 'BR-01', holds: (document) => /en16931/.test(readText(document, 'cbc:CustomizationID') ?? '') },
  { name: 'BR-02', holds: (document) => Boolean(readText(document, 'cbc:ID')) },
  { name: 'BR-03', holds: (document) => /^\d{4}-\d{2}-\d{2}$/.test(readText(document, 'cbc:IssueDate') ?? '') },
  {
    name: 'BR-04',
    holds: (document) =>
      readText(document, document.name === 'Invoice' ? 'cbc:InvoiceTypeCode' : 'cbc:CreditNoteTypeCode') ===
      (document.name === 'Invoice' ? '380' : '381'),
  },
  { name: 'BR-05', holds: (document) => /^[A-Z]{3}$/.test(readText(document, 'cbc:DocumentCurrencyCode') ?? '') },
  {
    name: 'BR-06',
    holds: (document) =>
      Boolean(readText(document, seller, 'cac:Party', 'cac:PartyLegalEntity', 'cbc:RegistrationName')),
  },
  {
    name: 'BR-07',
    holds: (document) =>
      Boolean(readText(document, buyer, 'cac:Party', 'cac:PartyLegalEntity', 'cbc:RegistrationName')),
  },
  {
    name: 'BR-09',
    holds: (document) =>
      /^[A-Z]{2}$/.test(
        readText(document, seller, 'cac:Party', 'cac:PostalAddress', 'cac:Country', 'cbc:IdentificationCode') ?? '',
      ),
  },
  {
    name: 'BR-11',
    holds: (document) =>
      /^[A-Z]{2}$/.test(
        readText(document, buyer, 'cac:Party', 'cac:PostalAddress', 'cac:Country', 'cbc:IdentificationCode') ?? '',
      ),
  },
  { name: 'BR-16', holds: (document) => linesOf(document).length > 0 },
  {
    name: 'BR-27',
    holds: (document) => linesOf(document).every((line) => Number(readText(line, 'cac:Price', 'cbc:PriceAmount')) >= 0),
  },
  { name: 'BR-CO-04', holds: (document) => linesOf(document).every((line) => lineCategory(line) !== '') },
  {
    name: 'BR-CO-09',
    holds: (document) => [seller, buyer].every((party) => /^([A-Z]{2}.+)?$/.test(vatOf(document, party) ?? '')),
  },
  {
    name: 'BR-CO-10',
    holds: (document) =>
      readCents(document, total, 'cbc:LineExtensionAmount') ===
      sum(linesOf(document).map((line) => readCents(line, 'cbc:LineExtensionAmount'))),
  },
  { name: 'BR-CO-11', holds: (document) => readText(document, total, 'cbc:AllowanceTotalAmount') === undefined },
  { name: 'BR-CO-12', holds: (document) => readText(document, total, 'cbc:ChargeTotalAmount') === undefined },
  {
    name: 'BR-CO-13',
    holds: (document) =>
      readCents(document, total, 'cbc:TaxExclusiveAmount') === readCents(document, total, 'cbc:LineExtensionAmount'),
  },
  {
    name: 'BR-CO-14',
    holds: (document) =>
      readCents(document, 'cac:TaxTotal', 'cbc:TaxAmount') ===
      sum(groupsOf(document).map((group) => readCents(group, 'cbc:TaxAmount'))),
  },
  {
    name: 'BR-CO-15',
    holds: (document) =>
      readCents(document, total, 'cbc:TaxInclusiveAmount') ===
      readCents(document, total, 'cbc:TaxExclusiveAmount') + readCents(document, 'cac:TaxTotal', 'cbc:TaxAmount'),
  },
  {
    name: 'BR-CO-16',
    holds: (document) =>
      readCents(document, total, 'cbc:PayableAmount') ===
      readCents(document, total, 'cbc:TaxInclusiveAmount') - readCents(document, total, 'cbc:PrepaidAmount'),
  },
  {
    name: 'BR-CO-17',
    holds: (document) =>
      groupsOf(document).every((group) => {
        const rate = Number(readText(group, 'cac:TaxCategory', 'cbc:Percent') ?? 0);
        // Tax is reckoned line by line; the standard's own check allows less than one unit of the currency.
        return Math.abs(readCents(group, 'cbc:TaxAmount') - (readCents(group, 'cbc:TaxableAmount') * rate) / 100) < 100;
      }),
  },
  { name: 'BR-CO-18', holds: (document) => groupsOf(document).length > 0 },
  {
    name: 'BR-CO-25',
    holds: (document) =>
      document.name !== 'Invoice' ||
      readCents(document, total, 'cbc:PayableAmount') <= 0 ||
      Boolean(readText(document, 'cbc:DueDate')),
  },
  {
    name: 'BR-CO-26',
    holds: (document) =>
      Boolean(
        vatOf(document, seller) ?? readText(document, seller, 'cac:Party', 'cac:PartyLegalEntity', 'cbc:CompanyID'),
      ),
  },
  {
    name: 'BR-S-08, BR-Z-08, BR-E-08, BR-AE-08, BR-O-08',
    holds: (document) =>
      groupsOf(document).every((group) => {
        const same = linesOf(document).filter(
          (line) =>
            lineCategory(line) === categoryOf(group) &&
            lineRate(line) === (readText(group, 'cac:TaxCategory', 'cbc:Percent') ?? ''),
        );
        return (
          readCents(group, 'cbc:TaxableAmount') === sum(same.map((line) => readCents(line, 'cbc:LineExtensionAmount')))
        );
      }),
  },
  { name: 'BR-S-02', holds: (document) => !hasCategory(document, 'S') || Boolean(vatOf(document, seller)) },
  {
    name: 'BR-S-05',
    holds: (document) => linesOf(document).every((line) => lineCategory(line) !== 'S' || Number(lineRate(line)) > 0),
  },
  {
    name: 'BR-S-10',
    holds: (document) =>
      groupsOf(document).every(
        (group) => categoryOf(group) !== 'S' || !readText(group, 'cac:TaxCategory', 'cbc:TaxExemptionReason'),
      ),
  },
  { name: 'BR-Z-09', holds: (document) => isNothing(document, 'Z') },
  { name: 'BR-E-09', holds: (document) => isNothing(document, 'E') },
  { name: 'BR-E-10', holds: (document) => hasReason(document, 'E') },
  {
    name: 'BR-AE-02',
    holds: (document) => !hasCategory(document, 'AE') || Boolean(vatOf(document, seller) && vatOf(document, buyer)),
  },
  {
    name: 'BR-AE-05',
    holds: (document) => linesOf(document).every((line) => lineCategory(line) !== 'AE' || Number(lineRate(line)) === 0),
  },
  { name: 'BR-AE-09', holds: (document) => isNothing(document, 'AE') },
  { name: 'BR-AE-10', holds: (document) => hasReason(document, 'AE') },
  {
    name: 'BR-O-02',
    holds: (document) => !hasCategory(document, 'O') || (!vatOf(document, seller) && !vatOf(document, buyer)),
  },
  {
    name: 'BR-O-05',
    holds: (document) => linesOf(document).every((line) => lineCategory(line) !== 'O' || lineRate(line) === ''),
  },
  { name: 'BR-O-10', holds: (document) => hasReason(document, 'O') },
  { name: 'BR-O-11', holds: (document) => !hasCategory(document, 'O') || groupsOf(document).length === 1 },
  {
    name: 'PEPPOL-EN16931-R001',
    holds: (document) => readText(document, 'cbc:ProfileID') === 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
  },
  { name: 'PEPPOL-EN16931-R003', holds: (document) => Boolean(readText(document, 'cbc:BuyerReference')) },
  {
    name: 'PEPPOL-EN16931-R010',
    holds: (document) => Boolean(readText(document, buyer, 'cac:Party', 'cbc:EndpointID')),
  },
  {
    name: 'PEPPOL-EN16931-R020',
    holds: (document) => Boolean(readText(document, seller, 'cac:Party', 'cbc:EndpointID')),
  },
  {
    name: 'BR-55',
    holds: (document) =>
      document.name === 'Invoice' ||
      Boolean(readText(document, 'cac:BillingReference', 'cac:InvoiceDocumentReference', 'cbc:ID')),
  },
];

/** Names of the rules a document breaks. */
export function findBrokenRules(document: Element): string[] {
  return rules.filter(({ holds }) => !holds(document)).map(({ name }) => name);
}
