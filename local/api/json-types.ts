/**
 * The embedded API turns a `jsonb` argument of a function into text, and its driver writes that text as JSON once more, so
 * that the function receives a string; PostgREST hands over the object. Text that is JSON already is therefore passed as it
 * is. Can go when @supabase/lite 0.10's double encoding is mended.
 */
export const jsonTypes = {
  json: { to: 114, from: [114], serialize, parse },
  jsonb: { to: 3802, from: [3802], serialize, parse },
};

function serialize(value: unknown): string {
  return typeof value === 'string' && isJson(value) ? value : JSON.stringify(value);
}

function parse(text: string): unknown {
  return JSON.parse(text);
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) !== 'string';
  } catch {
    return false;
  }
}
