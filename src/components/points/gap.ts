import * as z from 'zod/mini';

/** What a model is called in a sentence: its category, or for a lens its kind (constraints of `product_models`). */
const nouns = [
  'body',
  'lens',
  'cine',
  'flash',
  'accessory',
  'wide_lens',
  'standard_lens',
  'telephoto_lens',
  'macro_lens',
] as const;

export const gapRows = z.array(
  z.object({
    tier_code: z.string(),
    points_missing: z.number(),
    model_id: z.string(),
    code: z.string(),
    name: z.string(),
    category: z.enum(nouns),
    kind: z.nullable(z.enum(nouns)),
    /** Points of one unit. */
    points: z.number(),
    /** Units that close the gap. */
    units: z.number(),
  }),
);
export type GapModel = z.infer<typeof gapRows>[number];

/** The noun of the sentence "one telephoto lens more = Gold": the kind where a lens has one. */
export function nameNoun({ category, kind }: Pick<GapModel, 'category' | 'kind'>): (typeof nouns)[number] {
  return kind ?? category;
}
