import { refuse } from '../errors.ts';
import type { FormTree } from '../form-body.ts';
import type { Form, ParameterFile, Shape } from './schema.ts';

type Raw = string | FormTree;

/** Checks and converts the parameters of one request; refuses like Stripe what the SDK's types do not know. */
export function validateParameters(file: ParameterFile, name: string, tree: FormTree): Record<string, unknown> {
  const index = file.interfaces[name];
  if (index === undefined) throw new Error(`No parameters generated for ${name}: run parameters/generate.ts`);
  return readShape(file, index, tree, '');
}

function readShape(file: ParameterFile, index: number, tree: FormTree, path: string): Record<string, unknown> {
  const shape: Shape = file.shapes[index] ?? {};
  const result: Record<string, unknown> = {};
  const unknown = Object.keys(tree).filter((key) => !(Object.hasOwn(shape, key) || Object.hasOwn(shape, `${key}!`)));
  if (unknown[0] !== undefined) {
    const names = unknown.map((key) => extendPath(path, key));
    const label = names.length > 1 ? 'Received unknown parameters' : 'Received unknown parameter';
    refuse(`${label}: ${names.join(', ')}`, { code: 'parameter_unknown', param: names[0] });
  }
  for (const [key, form] of Object.entries(shape)) {
    const isRequired = key.endsWith('!');
    const plain = isRequired ? key.slice(0, -1) : key;
    const raw = tree[plain];
    const param = extendPath(path, plain);
    if (raw !== undefined) result[plain] = readValue(file, form, raw, param);
    else if (isRequired) refuse(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }
  return result;
}

function readValue(file: ParameterFile, form: Form, raw: Raw, param: string): unknown {
  if (typeof form === 'string') return readScalar(form, raw, param);
  const [kind, ...rest] = form;
  if (kind === '?') return raw === '' ? '' : readValue(file, rest[0] as Form, raw, param);
  if (kind === 'u') return readUnion(file, rest as Form[], raw, param);
  if (kind === 'e') return readChoice(rest as string[], raw, param);
  if (raw === '') refuseEmpty(param);
  if (typeof raw === 'string') {
    const noun = kind === 'a' ? 'array' : 'object';
    refuse(`Invalid ${noun}`, { code: `parameter_invalid_${noun}`, param });
  }
  if (kind === 'o') return readShape(file, rest[0] as number, raw, param);
  const entries = Object.entries(raw).map(([key, value]): [string, unknown] => {
    if (kind === 'a' && !/^\d+$/.test(key)) refuse('Invalid array', { code: 'parameter_invalid_array', param });
    return [key, readValue(file, rest[0] as Form, value, `${param}[${key}]`)];
  });
  return kind === 'a' ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}

function readUnion(file: ParameterFile, forms: Form[], raw: Raw, param: string): unknown {
  let failure: unknown;
  for (const form of forms) {
    try {
      return readValue(file, form, raw, param);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function readChoice(choices: string[], raw: Raw, param: string): string {
  if (typeof raw === 'string' && choices.includes(raw)) return raw;
  const list =
    choices.length > 1 ? `one of ${choices.slice(0, -1).join(', ')}, or ${choices.at(-1)}` : String(choices[0]);
  refuse(`Invalid ${param}: must be ${list}`, { code: 'parameter_invalid_enum', param });
}

function readScalar(form: 's' | 'i' | 'f' | 'b' | 'd' | 'm', raw: Raw, param: string): unknown {
  if (form === 'm') return readMetadata(raw, param);
  if (typeof raw !== 'string') refuse('Invalid string', { code: 'parameter_invalid_string', param });
  if (raw === '') refuseEmpty(param);
  if (form === 's') {
    if (raw.length > 5000)
      refuse(`Invalid string: ${param} must be at most 5000 characters`, { code: 'parameter_invalid_string', param });
    return raw;
  }
  if (form === 'b') {
    if (raw === 'true' || raw === 'false') return raw === 'true';
    refuse(`Invalid boolean: ${raw}`, { code: 'parameter_invalid_boolean', param });
  }
  if (form === 'i') {
    if (/^-?\d{1,15}$/.test(raw)) return Number(raw);
    refuse(`Invalid integer: ${raw}`, { code: 'parameter_invalid_integer', param });
  }
  if (!/^-?\d{1,15}(\.\d{1,12})?$/.test(raw))
    refuse(`Invalid decimal: ${raw}`, { code: 'parameter_invalid_decimal', param });
  return form === 'd' ? raw : Number(raw);
}

function readMetadata(raw: Raw, param: string): Record<string, string> | '' {
  if (raw === '') return '';
  if (typeof raw === 'string') refuse('Invalid object', { code: 'parameter_invalid_object', param });
  const entries = Object.entries(raw);
  if (entries.length > 50) refuse('You can have up to 50 metadata keys', { param });
  for (const [key, value] of entries) {
    if (typeof value !== 'string') refuse('Metadata values must be strings', { param: `${param}[${key}]` });
    if (key.length > 40) refuse(`Metadata keys can have up to 40 characters: ${key}`, { param: `${param}[${key}]` });
    if (value.length > 500) refuse('Metadata values can have up to 500 characters', { param: `${param}[${key}]` });
  }
  return Object.fromEntries(entries) as Record<string, string>;
}

function refuseEmpty(param: string): never {
  refuse(
    `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset. You should remove '${param}' from your request or supply a non-empty value.`,
    { code: 'parameter_invalid_empty', param },
  );
}

function extendPath(path: string, key: string): string {
  return path === '' ? key : `${path}[${key}]`;
}
