import * as z from 'zod/mini';

/** Where the label with the serial number is (constraint `product_models_serial_place_known`). */
const serialPlaces = [
  'base_plate',
  'battery_chamber',
  'rear_panel',
  'side_panel',
  'lens_mount',
  'lens_barrel',
  'flash_foot',
  'label',
] as const;
export type SerialPlace = (typeof serialPlaces)[number];

/** A model of the catalogue, as far as the form needs it. */
export const modelChoiceSchema = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  category: z.string(),
  points: z.number(),
  serial_example: z.string(),
  serial_place: z.optional(z.enum(serialPlaces)),
  /** Form of the normalised serial, as a regular expression; not known of a product that was saved. */
  serial_pattern: z.optional(z.string()),
});

export type ModelChoice = z.infer<typeof modelChoiceSchema>;
