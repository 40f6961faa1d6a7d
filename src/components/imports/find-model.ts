import { foldText } from './fold-text.ts';

/** A model of the catalogue, as far as an import needs it. */
export interface CatalogueModel {
  id: string;
  code: string;
  name: string;
  is_registrable: boolean;
}

/** Models with what they are found by, prepared once for thousands of rows. */
export interface Catalogue {
  models: readonly CatalogueModel[];
  byId: ReadonlyMap<string, CatalogueModel>;
  find: (words: string) => readonly CatalogueModel[];
}

/** Prepares the search. */
export function makeCatalogue(models: readonly CatalogueModel[]): Catalogue {
  const byCode = new Map(models.map((model) => [foldText(model.code), model]));
  const byName = groupBy(models, (model) => foldText(model.name));
  const indexed = models
    .filter((model) => model.is_registrable)
    .map((model) => ({
      model,
      words: splitWords(`${model.name} ${model.code}`),
      whole: foldText(`${model.name}|${model.code}`),
    }));
  const remembered = new Map<string, readonly CatalogueModel[]>();

  const search = (text: string): readonly CatalogueModel[] => {
    const folded = foldText(text);
    if (!folded) return [];
    const coded = byCode.get(folded);
    if (coded) return [coded];
    const namesakes = byName.get(folded);
    if (namesakes) return preferRegistrable(namesakes);
    const wanted = splitWords(text);
    const exact = indexed.filter(({ words }) => wanted.every((word) => words.includes(word)));
    if (exact.length > 0) return exact.map(({ model }) => model);
    const parts = wanted.map(foldText);
    return indexed.filter(({ whole }) => parts.every((part) => whole.includes(part))).map(({ model }) => model);
  };

  return {
    models,
    byId: new Map(models.map((model) => [model.id, model])),
    /** The models a cell can mean: by code, by name, by all its words, by parts of words. One is sure, several must be asked, none is unknown. */
    find: (text) => {
      const key = text.trim();
      const found = remembered.get(key) ?? search(key);
      remembered.set(key, found);
      return found;
    },
  };
}

/** 'Valokeila 24–70 mm f/2.8' → ['valokeila', '24', '70', 'mm', 'f', '2', '8']. '70mm' counts as '70 mm'. */
function splitWords(text: string): string[] {
  const spaced = text.replace(/(\d)(mm)\b/gi, '$1 $2');
  return spaced
    .split(/[^\p{L}\p{N}]+/u)
    .map(foldText)
    .filter(Boolean);
}

function groupBy<Value>(values: readonly Value[], name: (value: Value) => string): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) groups.set(name(value), [...(groups.get(name(value)) ?? []), value]);
  return groups;
}

function preferRegistrable(models: readonly CatalogueModel[]): readonly CatalogueModel[] {
  const registrable = models.filter((model) => model.is_registrable);
  return registrable.length > 0 ? registrable : models;
}
