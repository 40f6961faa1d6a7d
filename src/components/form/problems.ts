/** Field name → word of what is wrong with it ('required', 'too_long', 'email', …). */
export type Problems = Readonly<Record<string, string | undefined>>;

/**
 * Of the problems that are shown, those that are still there. New ones wait for the next try, and nobody checks when a field is left: the layout
 * would move the button from under the pointer that is about to press it.
 */
export function keepUnsolved<Shown extends Problems>(shown: Shown, present: Problems): Shown {
  const kept = Object.keys(shown).flatMap((name) => (present[name] ? [[name, present[name]] as const] : []));
  return Object.fromEntries(kept) as Shown;
}
