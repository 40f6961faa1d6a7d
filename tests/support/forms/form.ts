import type { Locator, Page, Request } from '@playwright/test';
import type { Member } from '../members.ts';

/** A form as the tests of bad input know it; each form of the portal describes itself like this. */
export interface TestedForm {
  name: string;
  /** Opens the form as somebody may who uses it. */
  open(page: Page): Promise<OpenForm>;
}

/** Something wrong to type, where, and the sentence that must stand at that field. */
export interface BadEntry {
  field: Locator;
  value: string;
  says: string;
}

/** A form on a page, with what the tests need to use it and to look what it wrote. */
export interface OpenForm {
  /** Who is signed in; undefined on public forms. */
  member?: Member;
  submit: Locator;
  /** Where a failure of the whole form is told. */
  problems: Locator;
  /** Fields that are marked as missing when everything is empty. */
  required: Locator[];
  bad: BadEntry[];
  /** Text fields with what `fill` types into them. */
  typed: { field: Locator; value: string; isSecret?: boolean }[];
  /** A free text that comes back on a page later: where to type it, and the page and place where it is read. */
  echo?: { field: Locator; show(): Promise<Locator> };
  empty(): Promise<void>;
  fill(): Promise<void>;
  /** Opens the form again after a reload or a new sign-in, where the page's address alone does not. */
  reopen?(): Promise<void>;
  /** Seen once the form did its work. */
  done: Locator;
  isWrite(request: Request): boolean;
  /** How often the work was done, by the database. */
  countWritten(): Promise<number>;
}

/** Recognises the request that writes, by method and a part of its address. */
export function writesTo(part: string, ...methods: string[]): (request: Request) => boolean {
  return (request) => request.url().includes(part) && methods.includes(request.method());
}

/** Empties text fields. */
export async function clearFields(fields: Locator[]): Promise<void> {
  for (const field of fields) await field.clear();
}

/** Types the values of a form's fields. */
export async function typeAll(typed: OpenForm['typed']): Promise<void> {
  for (const { field, value } of typed) await field.fill(value);
}
