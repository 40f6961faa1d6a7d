import { purchaseCountryCodes } from '../../../supabase/functions/_shared/contracts/countries.ts';
import { locales } from '../../i18n/locales.ts';
import { foldText } from './fold-text.ts';

/** ISO 3166-1 alpha-3, which Intl does not know. */
const threeLetters =
  'AT AUT AU AUS BE BEL BG BGR CA CAN CH CHE CY CYP CZ CZE DE DEU DK DNK EE EST ES ESP FI FIN FR FRA GB GBR GR GRC HR HRV HU HUN IE IRL IS ISL IT ITA JP JPN LI LIE LT LTU LU LUX LV LVA MT MLT NL NLD NO NOR NZ NZL PL POL PT PRT RO ROU SE SWE SG SGP SI SVN SK SVK TR TUR UA UKR US USA';

/** What people write besides the names Intl knows. */
const nicknames: Record<string, string> = {
  UK: 'GB',
  England: 'GB',
  Englanti: 'GB',
  Inghilterra: 'GB',
  Angleterre: 'GB',
  Scotland: 'GB',
  Wales: 'GB',
  'Great Britain': 'GB',
  Britannia: 'GB',
  'Iso-Britannia': 'GB',
  Storbritannien: 'GB',
  Storbritannia: 'GB',
  Großbritannien: 'GB',
  Vereinigtes_Königreich: 'GB',
  Anglia: 'GB',
  Anglie: 'GB',
  Holland: 'NL',
  Hollanti: 'NL',
  Holandia: 'NL',
  Holandsko: 'NL',
  Hollande: 'NL',
  Olanda: 'NL',
  Holanda: 'NL',
  'The Netherlands': 'NL',
  America: 'US',
  'United States of America': 'US',
  Amerikka: 'US',
  Usa: 'US',
  'U.S.': 'US',
  EEUU: 'US',
  EUA: 'US',
  BRD: 'DE',
  Czechia: 'CZ',
  'Czech Republic': 'CZ',
  Tjeckien: 'CZ',
  'Česká republika': 'CZ',
  Tschechei: 'CZ',
  'Slovak Republic': 'SK',
  'Slovenská republika': 'SK',
  Éire: 'IE',
  'Republic of Ireland': 'IE',
  Türkiye: 'TR',
  Turkey: 'TR',
  Suomi: 'FI',
  Schweiz: 'CH',
  Suisse: 'CH',
  Svizzera: 'CH',
  EL: 'GR',
  Eesti: 'EE',
  Latvija: 'LV',
  Lietuva: 'LT',
  Hrvatska: 'HR',
  Slovenija: 'SI',
  Ísland: 'IS',
  Luxemburg: 'LU',
};

let known: Map<string, string> | undefined;

/** The country a cell names: a code ('FI', 'FIN') or a name in any of the languages ('Suomi', 'finland', 'FINLANDE'). Null when unknown. */
export function readCountry(cell: string): string | null {
  known ??= collectNames();
  return known.get(foldText(cell)) ?? null;
}

function collectNames(): Map<string, string> {
  const names = new Map<string, string>();
  for (const { intl } of locales) {
    const display = new Intl.DisplayNames(intl, { type: 'region' });
    for (const code of purchaseCountryCodes) names.set(foldText(display.of(code) ?? code), code);
  }
  for (const [name, code] of Object.entries(nicknames)) names.set(foldText(name), code);
  for (const [code, three] of pairUp(threeLetters.split(' '))) names.set(foldText(three), code);
  for (const code of purchaseCountryCodes) names.set(foldText(code), code);
  return names;
}

function pairUp(words: readonly string[]): [string, string][] {
  return words.flatMap((word, index) => (index % 2 === 0 ? [[word, words[index + 1] ?? ''] as [string, string]] : []));
}
