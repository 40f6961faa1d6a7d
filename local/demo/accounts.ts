import type { DemoAccount } from './account.ts';
import { migratingAccounts } from './migrating-accounts.ts';

const finnish = { country: 'FI', locale: 'fi' };

/**
 * One account per situation of the guide. Points are those of the complete products in the demo catalogue: every sum is
 * exact, and what lies just out of reach is there as an incomplete product.
 */
export const demoAccounts: readonly DemoAccount[] = [
  {
    ...finnish,
    situation: 'no products',
    email: 'nolla@demo.example',
    companyName: 'Kuvaamo Ruskatuuli Oy',
    businessId: '9000001-1',
    contactName: 'Aino Koskela',
    products: [],
  },
  {
    ...finnish,
    situation: '499 points',
    email: '499@demo.example',
    companyName: 'Luontokuva Kuukkeli Oy',
    businessId: '9000003-8',
    contactName: 'Eero Salmela',
    products: [
      { model: 'VK-R5', serial: '052031004418', boughtOn: '2023-05-12', dealer: 'Kuvakulma Helsinki' },
      { model: 'VA-WT2', serial: 'W0031872', boughtOn: '2023-06-02', dealer: 'Kuvakulma Helsinki' },
      { model: 'VL-70200', serial: '5304471', boughtOn: '2024-02-19' },
    ],
  },
  {
    ...finnish,
    situation: '500 points (invited)',
    email: '500@demo.example',
    companyName: 'Hääkuvaus Koivu & Kielo Oy',
    businessId: '9000004-6',
    contactName: 'Katri Koivula',
    products: [
      { model: 'VK-R7', serial: '062031009120', boughtOn: '2022-04-08', dealer: 'Tampereen Valokuvatarvike' },
      { model: 'VL-2470', serial: '5202290', boughtOn: '2022-04-08', dealer: 'Tampereen Valokuvatarvike' },
      { model: 'VA-G1', serial: '10028816', boughtOn: '2022-08-15', dealer: 'Pohjolan Kamera', isEstimate: true },
      { model: 'VF-600', boughtOn: '2022-08-15', dealer: 'Pohjolan Kamera' },
    ],
  },
  {
    ...finnish,
    situation: '2,000 points',
    email: '2000@demo.example',
    companyName: 'Urheilukuvat Loppukiri Oy',
    businessId: '9000005-4',
    contactName: 'Mikael Lindroos',
    products: [
      { model: 'VL-400F28', serial: '6102075', boughtOn: '2021-10-27', dealer: 'Kuvakulma Helsinki' },
      { model: 'VK-X1', serial: '043021006604', boughtOn: '2021-10-27', dealer: 'Kuvakulma Helsinki' },
      { model: 'VL-2470', serial: '5203317', boughtOn: '2020-03-11', dealer: 'Aurinkoranta Foto' },
      { model: 'VA-T14', serial: '7102208', boughtOn: '2021-11-30', country: 'SE', dealer: 'Ljusgården Foto' },
      { model: 'VA-G1', serial: '10030952', boughtOn: '2021-12-01', dealer: 'Kuvakulma Helsinki', isEstimate: true },
      { model: 'VL-1535', serial: '5102613' },
    ],
  },
  {
    ...finnish,
    situation: '2,500 points',
    email: '2500@demo.example',
    companyName: 'Kuvatoimisto Pohjantähti Oy',
    businessId: '9000006-2',
    contactName: 'Riikka Halonen',
    products: [
      { model: 'VL-600F4', serial: '6203381', boughtOn: '2022-01-18', dealer: 'Kuvakulma Helsinki' },
      { model: 'VK-X1S', serial: '045021001147', boughtOn: '2023-09-05', dealer: 'Kuvakulma Helsinki' },
      { model: 'VL-70200', serial: '5306120', boughtOn: '2019-05-23', dealer: 'Pohjolan Kamera' },
      { model: 'VL-1535', serial: '5103954', boughtOn: '2020-06-16', country: 'DE', dealer: 'Lichtblick Berlin' },
      { model: 'VA-T14', serial: '7103319', boughtOn: '2022-01-18', dealer: 'Kuvakulma Helsinki' },
      // Loppukiri registered the same serial first: this one is disputed and earns nothing (R5).
      { model: 'VL-2470', serial: '5203317', boughtOn: '2023-09-05', dealer: 'Kuvakulma Helsinki' },
    ],
  },
  {
    ...finnish,
    situation: '2,501 points (Business offered)',
    email: '2501@demo.example',
    companyName: 'Elokuvatuotanto Kaarnalaiva Oy',
    businessId: '9000007-0',
    contactName: 'Joonas Vainio',
    products: [
      { model: 'VK-C80', serial: 'C80031447', boughtOn: '2023-03-14', dealer: 'Tampereen Valokuvatarvike' },
      { model: 'VK-C50', serial: 'C50020918', boughtOn: '2022-11-02', dealer: 'Tampereen Valokuvatarvike' },
      { model: 'VK-X1', serial: '043021008830', boughtOn: '2021-05-20', dealer: 'Kuvakulma Helsinki' },
      { model: 'VL-50F12', serial: '4401903', boughtOn: '2021-05-20', dealer: 'Kuvakulma Helsinki' },
      { model: 'VF-600', serial: 'SA117204', boughtOn: '2020-09-09', dealer: 'Pohjolan Kamera', isEstimate: true },
      { model: 'VF-430', serial: 'SB209936', boughtOn: '2020-09-09', dealer: 'Pohjolan Kamera', isEstimate: true },
      { model: 'VA-RC1', serial: '20027745', boughtOn: '2023-03-14', dealer: 'Tampereen Valokuvatarvike' },
    ],
  },
  ...migratingAccounts,
  {
    ...finnish,
    situation: 'member (card saved, invoice open)',
    email: 'jasen@demo.example',
    companyName: 'Studio Aamunkajo Oy',
    businessId: '9000011-8',
    contactName: 'Sofia Rautio',
    tier: 'gold',
    products: [
      { model: 'VK-X1', serial: '043021010265', boughtOn: '2023-01-26', dealer: 'Kuvakulma Helsinki' },
      { model: 'VL-70200', serial: '5307718', boughtOn: '2023-01-26', dealer: 'Kuvakulma Helsinki' },
      { model: 'VL-85F12', serial: '4502266', boughtOn: '2024-04-17', dealer: 'Aurinkoranta Foto' },
      { model: 'VL-100M', boughtOn: '2024-04-17', dealer: 'Aurinkoranta Foto' },
    ],
  },
  {
    situation: 'in English (Ireland, 605 points)',
    email: 'english@demo.example',
    companyName: 'Harbour Lane Studio Ltd',
    businessId: 'IE 000123',
    country: 'IE',
    contactName: 'Niamh Brennan',
    locale: 'en',
    products: [
      { model: 'VK-R5', serial: '052031007736', boughtOn: '2023-10-03', country: 'IE', dealer: 'Liffey Camera Room' },
      {
        model: 'VL-135F18',
        serial: '4701559',
        boughtOn: '2024-01-22',
        country: 'GB',
        dealer: 'North Lane Photographic',
      },
      { model: 'VL-14F28', serial: '4101884', country: 'IE', dealer: 'Liffey Camera Room' },
    ],
  },
];
