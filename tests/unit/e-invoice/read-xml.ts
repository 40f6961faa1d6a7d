import { convert } from 'xmlbuilder2';

/** An element of an XML file: its name, attributes, text and children. */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

type Raw = Record<string, unknown>;

/** Reads an XML file into a tree; throws when it is not well-formed. */
export function readXml(xml: string): Element {
  const raw = convert({ convert: { att: '@', text: '#' } }, xml, { format: 'object', verbose: true }) as unknown as Raw;
  const root = Object.keys(raw).find((name) => !name.startsWith('!') && !name.startsWith('?'));
  if (!root) throw new Error('The file has no element');
  return readElement(root, ([raw[root]].flat() as Raw[])[0] ?? {});
}

function readElement(name: string, raw: Raw | string): Element {
  if (typeof raw === 'string') return { name, attributes: {}, text: raw, children: [] };
  const attributes: Record<string, string> = {};
  const children: Element[] = [];
  let text = '';
  for (const [key, value] of Object.entries(raw)) {
    if (key.startsWith('@')) attributes[key.slice(1)] = String(value);
    else if (key === '#') text = [value].flat().join('');
    else for (const child of [value].flat()) children.push(readElement(key, child as Raw | string));
  }
  return { name, attributes, text, children };
}

/** All elements on a path below one: `findAll(invoice, 'cac:TaxTotal', 'cac:TaxSubtotal')`. */
export function findAll(element: Element, ...path: string[]): Element[] {
  return path.reduce<Element[]>(
    (found, name) => found.flatMap(({ children }) => children.filter((child) => child.name === name)),
    [element],
  );
}

/** The text of the first element on a path; undefined when there is none. */
export function readText(element: Element, ...path: string[]): string | undefined {
  return findAll(element, ...path)[0]?.text;
}
