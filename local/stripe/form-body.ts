import { refuse } from './errors.ts';

/** What a form-encoded body says before it is checked: texts and nested maps of them (arrays have numbers as keys). */
export interface FormTree {
  [key: string]: string | FormTree;
}

const segment = /\[([^[\]]*)\]/g;

/** Reads `items[0][price]=…&metadata[x]=…` into a tree. Refuses malformed and dangerous names. */
export function parseForm(body: string): FormTree {
  const tree: FormTree = Object.create(null);
  for (const [name, value] of new URLSearchParams(body)) {
    setValue(tree, splitName(name), value, name);
  }
  return tree;
}

function splitName(name: string): string[] {
  const bracket = name.indexOf('[');
  if (bracket === -1) return [name];
  const rest = name.slice(bracket);
  if (bracket === 0 || rest.replace(segment, '') !== '') refuse(`Invalid parameter name: ${name}`, { param: name });
  return [name.slice(0, bracket), ...Array.from(rest.matchAll(segment), (match) => match[1] ?? '')];
}

function setValue(tree: FormTree, path: string[], value: string, name: string): void {
  let node = tree;
  path.forEach((part, index) => {
    const key = part === '' ? String(Object.keys(node).length) : part;
    const existing = node[key];
    if (index === path.length - 1) {
      if (typeof existing === 'object') refuse(`Invalid parameter: ${name}`, { param: name });
      node[key] = value;
      return;
    }
    if (typeof existing === 'string') refuse(`Invalid object: ${name}`, { param: name });
    const child: FormTree = existing ?? Object.create(null);
    node[key] = child;
    node = child;
  });
}
