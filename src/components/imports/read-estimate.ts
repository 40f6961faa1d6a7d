import { foldText } from './fold-text.ts';

/** How people mark a guess before a value ("n. 2023", "ca. 31.5.2024", "~2024-05-31", "vers 2023") or behind it ("(arvio)", "?"), in our languages. */
const before =
  /^(?:[~≈±]\s*|(?:n|c|ca|cca|est|env|approx|aprox|uppsk|omkr|ok|kb)\.\s*|(?:noin|arviolta|ca|cca|circa|cirka|omkr|omkring|about|around|approx|approximately|ungefär|etwa|ungefähr|rund|ongeveer|environ|vers|verso|aproximadamente|hacia|por volta de|około|asi|přibližně|približne|körülbelül)\s+)(?=[\p{L}\p{N}])/iu;
/** A dealer's name may begin with any word or letter: a sign alone tells. */
const beforeName = /^[~≈±]\s*/u;
const behind =
  /\s*(?:\?+|\((?:n\.|arvio|arvioitu|ca\.?|estimate|estimated|est\.?|approx\.?|uppskattat|uppskattning|anslået|anslått|geschätzt|geschat|estimée?|stimat[ao]|estimad[ao]|szacunkowo|szac\.?|odhad|becsült)\))$/iu;

const yes = new Set(
  [
    'x 1 y yes true ok kyllä k on tosi arvio arvioitu ja j sant estimate estimated approximate oui vrai sì si vero sí sim verdadero verdadeiro',
    'tak t prawda ano áno pravda igen i igaz uppskattat uppskattning anslået anslått skøn anslag geschätzt geschat estimé estimée stimato stimata',
    'estimado estimada szacunek szacunkowa odhad becsült becslés wahr sand waar',
  ]
    .join(' ')
    .split(' ')
    .map(foldText),
);

/**
 * Takes the mark of a guess off a cell: 'n. 31.5.2024' → ['31.5.2024', true]. Of a name only signs and words in brackets are taken:
 * 'Kuvakulma (arvio)' → ['Kuvakulma', true], but 'C. Meyer' stays.
 */
export function takeEstimate(cell: string, kind: 'date' | 'name'): [value: string, isEstimate: boolean] {
  const value = cell.trim();
  const bare = value
    .replace(kind === 'date' ? before : beforeName, '')
    .replace(behind, '')
    .trim();
  return bare === '' ? [value, false] : [bare, bare !== value];
}

/** Whether a cell of a column "estimate" says yes, in any of the languages: 'x', 'Kyllä', 'ja', 'TRUE', '1', '✓'. */
export function readYes(cell: string): boolean {
  return /^[✓✔☑]$/u.test(cell.trim()) || yes.has(foldText(cell));
}
