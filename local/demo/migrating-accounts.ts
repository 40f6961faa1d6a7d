import type { DemoAccount } from './account.ts';

/** Companies whose products wait in the old system (S3): under another address, and under the one they sign in with. */
export const migratingAccounts: readonly DemoAccount[] = [
  {
    situation: 'products to migrate (a code goes to the old address)',
    email: 'siirto@demo.example',
    companyName: 'Valokuvaamo Lumihiutale Oy',
    businessId: '9000008-9',
    country: 'FI',
    contactName: 'Helmi Saarinen',
    locale: 'fi',
    legacyEmail: 'vanha.kuvaamo@demo.example',
    products: [{ model: 'VK-R9', serial: '072031002218', boughtOn: '2024-05-08', dealer: 'Pohjolan Kamera' }],
    legacy: {
      email: 'vanha.kuvaamo@demo.example',
      membershipNumber: 'FI-20731',
      products: [
        { model: 'VK-R5', serial: '052031001093', boughtOn: '2020-11-13', dealer: 'Kuvakulma Helsinki' },
        { model: 'VL-2470', serial: '5201788', boughtOn: '2019-02-04', dealer: 'Kuvakulma Helsinki' },
        { model: 'VL-85F12', serial: '4501342', boughtOn: '2021-03-30' },
        { model: 'VF-430', dealer: 'Aurinkoranta Foto' },
      ],
    },
  },
  {
    situation: 'products to migrate (the old address signs in)',
    email: 'vanha@demo.example',
    companyName: 'Tunturivalo Oy',
    businessId: '9000009-7',
    country: 'FI',
    contactName: 'Antti Niemelä',
    locale: 'fi',
    legacyEmail: 'vanha@demo.example',
    products: [],
    legacy: {
      email: 'vanha@demo.example',
      membershipNumber: 'FI-18406',
      products: [
        { model: 'VK-R7', serial: '062031003356', boughtOn: '2021-08-24', dealer: 'Aurinkoranta Foto' },
        { model: 'VL-70200', serial: '5302904', boughtOn: '2018-10-12', dealer: 'Pohjolan Kamera' },
        { model: 'VF-600', serial: 'SA102390', boughtOn: '2018-10-12' },
      ],
    },
  },
];
