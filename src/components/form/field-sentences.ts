import type { Text } from '../../i18n/message.ts';

/** The sentence for a field's problem by its word: 'required', 'too_long', 'email'; anything else asks to check the field. */
export function writeProblem(text: Text, word: string, longest = 200): string {
  if (word === 'required') return text('common.form.field_missing');
  if (word === 'too_long') return text('common.form.field_too_long', { max: longest });
  if (word === 'email') return text('common.form.field_email');
  return text('common.form.field_format');
}
