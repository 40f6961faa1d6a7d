import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { Form, ParameterFile, Shape } from './schema.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Reads the named parameter interfaces (`InvoiceCreateParams`, `Checkout.SessionCreateParams`, …) out of the SDK's types. */
export function buildParameters(names: string[]): ParameterFile {
  const { checker, types } = loadTypes(names);
  const shapes: Shape[] = [];
  const known = new Map<string, number>();
  const readObject = (type: ts.Type): number => {
    const shape: Shape = {};
    for (const property of checker.getPropertiesOfType(type)) {
      const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      const form = readForm(checker.getTypeOfSymbol(property), property.name);
      shape[optional ? property.name : `${property.name}!`] = form;
    }
    const text = JSON.stringify(shape);
    const index = known.get(text) ?? shapes.push(shape) - 1;
    known.set(text, index);
    return index;
  };
  const readSingle = (type: ts.Type, name: string): Form => {
    if (type.flags & ts.TypeFlags.String) return 's';
    if (type.flags & ts.TypeFlags.Number) return name.includes('percent') ? 'f' : 'i';
    if (type.flags & ts.TypeFlags.BooleanLike) return 'b';
    if (type.aliasSymbol?.name === 'Decimal' || type.symbol?.name === 'DecimalImpl') return 'd';
    if (type.symbol?.name === 'MetadataParam') return 'm';
    if (checker.isArrayType(type)) {
      const [item] = checker.getTypeArguments(type as ts.TypeReference);
      if (!item) throw new Error(`List without item type: ${name}`);
      return ['a', readForm(item, name)];
    }
    const values = checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (values) return ['r', readForm(values, name)];
    if (type.flags & ts.TypeFlags.Object) return ['o', readObject(type)];
    throw new Error(`Unknown form of parameter ${name}: ${checker.typeToString(type)}`);
  };
  const readForm = (type: ts.Type, name: string): Form => {
    const all = type.isUnion() ? type.types : [type];
    const members = all.filter(isSpoken);
    const literals = members.filter((member) => member.isStringLiteral()).map((member) => member.value);
    // `Emptyable<string>` melts into `string | null`, so null is the only trace of the empty text.
    const isEmptyable = literals.includes('') || all.some((member) => member.flags & ts.TypeFlags.Null);
    const choices = literals.filter((value) => value !== '').sort();
    const forms: Form[] = choices.length > 0 ? [['e', ...choices]] : [];
    let hasBoolean = false;
    for (const member of members) {
      if (member.isStringLiteral()) continue;
      if (member.flags & ts.TypeFlags.BooleanLike) {
        if (!hasBoolean) forms.push('b');
        hasBoolean = true;
      } else forms.push(readSingle(member, name));
    }
    const [first, ...others] = forms;
    if (!first) return ['?', 's'];
    const form: Form = others.length > 0 ? ['u', first, ...others] : first;
    return isEmptyable ? ['?', form] : form;
  };
  const interfaces: Record<string, number> = {};
  names.forEach((name, index) => {
    const type = types[index];
    if (!type || type.flags & ts.TypeFlags.Any) throw new Error(`The SDK has no ${name}`);
    interfaces[name] = readObject(type);
  });
  return { stripe: readVersion(), interfaces, shapes };
}

/** Open enums carry `string & Record<never, never>` for future values; the double knows today's values only. */
function isSpoken(type: ts.Type): boolean {
  const isOpenString = type.isIntersection() && type.types.some((part) => part.flags & ts.TypeFlags.String);
  return !(isOpenString || type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null));
}

function loadTypes(names: string[]): { checker: ts.TypeChecker; types: ts.Type[] } {
  const virtual = join(folder, 'virtual-parameters.ts');
  const source = `import Stripe from 'stripe';\n${names.map((name, index) => `export type P${index} = ${writeType(name)};`).join('\n')}`;
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2023,
    strict: true,
    noLib: false,
    skipLibCheck: true,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const readOriginal = host.getSourceFile.bind(host);
  host.getSourceFile = (name, language, ...rest) =>
    name === virtual ? ts.createSourceFile(name, source, language) : readOriginal(name, language, ...rest);
  const program = ts.createProgram([virtual], options, host);
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(virtual);
  const types = (file?.statements ?? [])
    .filter(ts.isTypeAliasDeclaration)
    .map((alias) => checker.getTypeAtLocation(alias));
  return { checker, types };
}

/** Most parameters have a named interface; `testHelpers.customers.fundCashBalance` is a method whose second argument is meant. */
function writeType(name: string): string {
  if (!/^[a-z]/.test(name)) return `Stripe.${name}`;
  const path = name.split('.').map((part) => `['${part}']`);
  return `NonNullable<Parameters<Stripe${path.join('')}>[1]>`;
}

function readVersion(): string {
  const entry = createRequire(import.meta.url).resolve('stripe');
  const text = readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
