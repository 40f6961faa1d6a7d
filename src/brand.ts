/**
 * The one file a brand edits: names, seller, addresses, colours and logo. Everything else in the portal (pages, mails, invoices, tokens
 * of the design) derives from it. It imports nothing, so that the edge functions can read it too.
 */
export interface Brand {
  /** Who makes the cameras; appears in texts as {{manufacturer}}. */
  manufacturer: string;
  programme: { name: string; abbreviation: string; fullName: string };
  /** The legal person members buy from. */
  seller: {
    name: string;
    street: string;
    postcode: string;
    city: string;
    /** ISO 3166-1 alpha-2. */
    country: string;
    businessId: string;
    vatId: string;
    /** Where e-invoices come from: Peppol scheme and identifier. */
    eInvoiceAddress: string;
  };
  mail: { senderName: string; senderAddress: string };
  support: { name: string; email: string /** E.164, dialled as is. */; phone: string; phoneShown: string };
  /** Path in public/ of a square SVG: the mark in the bar, on the home screen and in the browser's tab. */
  logo: string;
  colours: BrandColours;
}

/** Hex colours; contrast of the pairs is checked by a test (WCAG 2.2 AA). */
export interface BrandColours {
  /** The bar on top and the hero; light text stands on it. */
  ink: string;
  /** Primary buttons and links on a light page; white text stands on it. */
  primary: string;
  /** The same in dark mode; white text stands on it. */
  primaryDark: string;
  /** Links in dark mode. */
  linkDark: string;
  /** The beam: a warm accent for lines and drawings, never for small text on a light page. */
  beam: string;
  /** The page in light mode. */
  paper: string;
}

export const brand: Brand = {
  manufacturer: 'Valokeila',
  programme: {
    name: 'CPS – Creative Professional Services',
    abbreviation: 'CPS',
    fullName: 'Creative Professional Services',
  },
  seller: {
    name: 'Valokeila Oy',
    street: 'Linssikatu 5',
    postcode: '00100',
    city: 'Helsinki',
    country: 'FI',
    businessId: '0000000-0',
    vatId: 'FI00000000',
    eInvoiceAddress: '0216:003700000000',
  },
  mail: { senderName: 'Valokeila CPS', senderAddress: 'donotreply@valokeila.example' },
  support: {
    name: 'CPS Priority Support',
    email: 'priority@valokeila.example',
    phone: '+358000000000',
    phoneShown: '+358 00 000 0000',
  },
  logo: '/logo.svg',
  colours: {
    ink: '#0a0c12',
    primary: '#1d4ed8',
    primaryDark: '#3566ee',
    linkDark: '#9db8ff',
    beam: '#ffc766',
    paper: '#f6f6f3',
  },
};

export interface SellerAccount {
  holder: string;
  iban: string;
  bic: string;
}

/**
 * The seller's own accounts by currency (ISO 4217), without spaces: for transfers in currencies in which Stripe opens none for the company. Support
 * matches what arrives there. Beside `brand`, so that only pages that need them load them.
 */
export const sellerAccounts: Readonly<Record<string, SellerAccount>> = {
  EUR: { holder: 'Valokeila Oy', iban: 'FI8399999900000000', bic: 'VALOFIHH' },
  GBP: { holder: 'Valokeila Oy', iban: 'GB84VALO99999900000000', bic: 'VALOGB2L' },
  SEK: { holder: 'Valokeila Oy', iban: 'FI5699999900000001', bic: 'VALOFIHH' },
  DKK: { holder: 'Valokeila Oy', iban: 'FI2999999900000002', bic: 'VALOFIHH' },
  NOK: { holder: 'Valokeila Oy', iban: 'FI0299999900000003', bic: 'VALOFIHH' },
  CHF: { holder: 'Valokeila Oy', iban: 'FI7299999900000004', bic: 'VALOFIHH' },
  PLN: { holder: 'Valokeila Oy', iban: 'FI4599999900000005', bic: 'VALOFIHH' },
  CZK: { holder: 'Valokeila Oy', iban: 'FI1899999900000006', bic: 'VALOFIHH' },
  HUF: { holder: 'Valokeila Oy', iban: 'FI8899999900000007', bic: 'VALOFIHH' },
};
