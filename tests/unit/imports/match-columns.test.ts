import { describe, expect, it } from 'vitest';
import { importFields } from '../../../src/components/imports/fields.ts';
import { headerWords } from '../../../src/components/imports/header-words.ts';
import { isHeader, matchColumns } from '../../../src/components/imports/match-columns.ts';

/** One usual sheet per language: code, model, serial, date, country, dealer. */
const sheets: Record<string, string[]> = {
  fi: ['Tuotekoodi', 'Malli', 'Sarjanumero', 'Ostopäivä', 'Ostomaa', 'Jälleenmyyjä'],
  sv: ['Artikelnummer', 'Modell', 'Serienummer', 'Inköpsdatum', 'Inköpsland', 'Återförsäljare'],
  en: ['Product code', 'Model', 'Serial number', 'Purchase date', 'Purchase country', 'Dealer'],
  da: ['Varenummer', 'Model', 'Serienummer', 'Købsdato', 'Købsland', 'Forhandler'],
  nb: ['Varenr', 'Modell', 'Serienummer', 'Kjøpsdato', 'Kjøpsland', 'Forhandler'],
  de: ['Artikelnummer', 'Modell', 'Seriennummer', 'Kaufdatum', 'Kaufland', 'Händler'],
  nl: ['Artikelnummer', 'Model', 'Serienummer', 'Aankoopdatum', 'Land van aankoop', 'Dealer'],
  fr: ['Référence', 'Modèle', 'Numéro de série', 'Date d’achat', 'Pays d’achat', 'Revendeur'],
  it: ['Codice', 'Modello', 'Numero di serie', 'Data di acquisto', 'Paese di acquisto', 'Rivenditore'],
  es: ['Código', 'Modelo', 'Número de serie', 'Fecha de compra', 'País de compra', 'Distribuidor'],
  pt: ['Referência', 'Modelo', 'Número de série', 'Data de compra', 'País de compra', 'Revendedor'],
  pl: ['Kod produktu', 'Model', 'Numer seryjny', 'Data zakupu', 'Kraj zakupu', 'Sprzedawca'],
  cs: ['Kód', 'Model', 'Sériové číslo', 'Datum nákupu', 'Země nákupu', 'Prodejce'],
  sk: ['Kód', 'Model', 'Sériové číslo', 'Dátum nákupu', 'Krajina nákupu', 'Predajca'],
  hu: ['Cikkszám', 'Modell', 'Sorozatszám', 'Vásárlás dátuma', 'Vásárlás országa', 'Kereskedő'],
};

describe('the header of a sheet', () => {
  it.each(Object.entries(sheets))('is understood in %s', (_, header) => {
    expect(matchColumns(header)).toMatchObject({
      model_code: 0,
      model_name: 1,
      serial_number: 2,
      purchased_on: 3,
      purchase_country: 4,
      dealer_name: 5,
    });
    expect(isHeader(header)).toBe(true);
  });

  it('is understood in any order, case and with additions', () => {
    const header = ['#', 'DEALER / SHOP', 'sarjanumero (runko)', 'Huomautus', 'OSTOPVM', ' malli '];
    expect(matchColumns(header)).toMatchObject({
      dealer_name: 1,
      serial_number: 2,
      purchased_on: 4,
      model_name: 5,
      model_code: null,
    });
  });

  it('gives a column away once', () => {
    const choice = matchColumns(['Serial number', 'Serial', 'S/N']);
    expect(Object.values(choice).filter((column) => column !== null)).toEqual([0]);
  });

  it('is not seen in a row of products', () => {
    expect(isHeader(['Valokeila R5', '052031002290', '31.5.2024', 'Suomi', 'Kuvakulma Helsinki'])).toBe(false);
    expect(isHeader(['', '', ''])).toBe(false);
  });

  it('has words of every field in lists without repetition of meaning between date, country and dealer', () => {
    for (const field of importFields) expect(headerWords[field].length).toBeGreaterThanOrEqual(15);
  });
});
