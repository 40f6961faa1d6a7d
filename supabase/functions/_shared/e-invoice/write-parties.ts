import type { IssuedDocument } from './issued-document.ts';

/** A tree as xmlbuilder2 takes it: `@` begins attributes, `#` is the text. */
export type Tree = { [name: string]: string | Tree | Tree[] | undefined };

type Invoice = IssuedDocument['invoice'];

/** Seller (BG-4). What is not subject to VAT carries no VAT numbers (BR-O-02). */
export function writeSeller({ seller }: Invoice, hasVat: boolean): Tree {
  return {
    'cac:Party': {
      'cbc:EndpointID': writeEndpoint(seller.eInvoiceAddress),
      'cac:PartyName': { 'cbc:Name': seller.name },
      'cac:PostalAddress': {
        'cbc:StreetName': seller.street,
        'cbc:CityName': seller.city,
        'cbc:PostalZone': seller.postcode,
        'cac:Country': { 'cbc:IdentificationCode': seller.country },
      },
      ...(hasVat ? writeTaxScheme(seller.vatId) : {}),
      'cac:PartyLegalEntity': { 'cbc:RegistrationName': seller.name, 'cbc:CompanyID': seller.businessId },
    },
  };
}

/** Buyer (BG-7). Without an address for e-invoices, the mail address stands in. */
export function writeBuyer(invoice: Invoice, hasVat: boolean): Tree {
  const { customer_name: name, customer_address: address, customer_email: email } = invoice;
  const vatId = hasVat ? readVatId(invoice) : null;
  return {
    'cac:Party': {
      'cbc:EndpointID': invoice.e_invoice_address
        ? writeEndpoint(invoice.e_invoice_address)
        : { '@schemeID': 'EM', '#': email ?? '' },
      'cac:PartyName': { 'cbc:Name': name ?? '' },
      'cac:PostalAddress': {
        ...optional('cbc:StreetName', address?.line1),
        ...optional('cbc:AdditionalStreetName', address?.line2),
        ...optional('cbc:CityName', address?.city),
        ...optional('cbc:PostalZone', address?.postal_code),
        'cac:Country': { 'cbc:IdentificationCode': address?.country ?? '' },
      },
      ...(vatId ? writeTaxScheme(vatId) : {}),
      'cac:PartyLegalEntity': { 'cbc:RegistrationName': name ?? '' },
    },
  };
}

/** The buyer's VAT number with its country letters, which Stripe leaves out for Norway (BR-CO-09). */
function readVatId({ customer_tax_ids: taxIds }: Invoice): string | null {
  const first = taxIds?.find(({ type }) => type.endsWith('_vat'));
  const value = (first?.value ?? '').replace(/[\s.-]/g, '').toUpperCase();
  if (!value) return null;
  return first?.type === 'no_vat' && !value.startsWith('NO') ? `NO${value}` : value;
}

function writeEndpoint(address: string): Tree {
  const [scheme = '', ...identifier] = address.split(':');
  return { '@schemeID': scheme, '#': identifier.join(':') };
}

function writeTaxScheme(vatId: string): Tree {
  return { 'cac:PartyTaxScheme': { 'cbc:CompanyID': vatId, 'cac:TaxScheme': { 'cbc:ID': 'VAT' } } };
}

/** An element that is left out when there is nothing to say. */
export function optional(name: string, value: string | null | undefined): Tree {
  return value ? { [name]: value } : {};
}
