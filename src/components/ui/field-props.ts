/** What every form field takes. Its element has the id `field-<name>`, where FormErrorSummary leads. */
export interface FieldProps {
  name: string;
  label: string;
  /** A hint below the label. */
  description?: string | undefined;
  /** The sentence of what is wrong, already translated. */
  error?: string | undefined;
  /** The word for "optional" after the label of a field that may stay empty. */
  optional?: string | undefined;
}

/** The id of a field's control. */
export function fieldId(name: string): string {
  return `field-${name}`;
}

/** Value of aria-describedby: the description's and the error's ids, where they exist. */
export function describeField({ name, description, error }: FieldProps): string | undefined {
  const ids = [description && `${fieldId(name)}-description`, error && `${fieldId(name)}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}
