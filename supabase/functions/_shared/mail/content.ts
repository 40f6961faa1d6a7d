import type { Translate } from '../../../../src/i18n/create-translator.ts';
import type { Locale } from '../../../../src/i18n/locales.ts';

/** A mail's parts in plain text; the layouts escape them. */
export interface MailContent {
  subject: string;
  /** Preview shown in the inbox. */
  preheader: string;
  heading: string;
  greeting: string;
  paragraphs: string[];
  /** Facts in a list: label and value. */
  details?: [label: string, value: string][];
  button?: { label: string; url: string };
  /** Six digits, with the sentence above them. */
  code?: { label: string; digits: string };
  /** Somebody's own words, shown as such. */
  quote?: string;
  /** Further addresses, each with the sentence in front of it. */
  links?: { label: string; url: string }[];
  /** Small paragraphs at the end: how long a link works, what to do when it was not you. */
  notes?: string[];
  /** Where an answer goes; nowhere unless given, and then the mail says so. */
  replyTo?: string;
}

/** What a kind of mail is written with. */
export interface Writer {
  locale: Locale;
  translate: Translate;
  /** Address of the site without a slash at the end. */
  siteUrl: string;
}

/** The first line: with the name when it is known. */
export function greet(translate: Translate, name: string | null | undefined): string {
  return name ? translate('mails.layout.greeting', { name }) : translate('mails.layout.greeting_plain');
}
