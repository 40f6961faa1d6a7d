import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** The JavaScript of one page of a built site. */
export interface PageWeight {
  /** Address of the page: `/fi/products/`. */
  page: string;
  /** Bytes after gzip, each file compressed by itself as a server does. */
  bytes: number;
  /** The files, heaviest first; scripts that stand in the page itself are one entry named `inline`. */
  files: { file: string; bytes: number }[];
}

/**
 * Weighs the JavaScript every page of a built site loads by itself: its scripts, its preloads, its islands and everything those import. Not
 * what is fetched later, when somebody wants it (`import()`).
 * @param siteDirectory the folder Astro built into
 * @returns one entry per HTML file, in the order of their addresses
 */
export function weighPages(siteDirectory: string): PageWeight[] {
  const weigh = rememberAnswers((file: string) => weighText(readFileSync(join(siteDirectory, file), 'utf8')));
  const pages = readdirSync(siteDirectory, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  );
  return pages.sort().map((file) => {
    const html = readFileSync(join(siteDirectory, file), 'utf8');
    const loaded = followImports(siteDirectory, findScripts(html)).map((script) => ({
      file: script,
      bytes: weigh(script),
    }));
    const files = [...loaded, { file: 'inline', bytes: weighInlineScripts(html) }].sort((a, b) => b.bytes - a.bytes);
    return {
      page: `/${file.replace(/index\.html$/, '')}`,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      files,
    };
  });
}

function weighText(text: string): number {
  return text === '' ? 0 : gzipSync(text, { level: 9 }).length;
}

/** Addresses of the scripts a page names: `<script src>`, `<link rel="modulepreload">`, and the parts of its islands. */
function findScripts(html: string): string[] {
  const tags = html.match(/<(?:script|link|astro-island)\b[^>]*>/g) ?? [];
  return tags.flatMap((tag) => {
    if (tag.startsWith('<link') && !/rel="?modulepreload/.test(tag)) return [];
    const names = tag.startsWith('<astro-island')
      ? ['component-url', 'renderer-url', 'before-hydration-url']
      : ['src', 'href'];
    return names.flatMap((name) => new RegExp(`\\s${name}="?([^"\\s>]+)`).exec(tag)?.[1] ?? []);
  });
}

function weighInlineScripts(html: string): number {
  const scripts = html.matchAll(/<script(?![^>]*\s(?:src|type="application\/))[^>]*>([\s\S]*?)<\/script>/g);
  return weighText([...scripts].map(([, body = '']) => body).join('\n'));
}

/** The scripts and all they import, directly or by way of others. */
function followImports(siteDirectory: string, scripts: string[]): string[] {
  const found = new Set<string>();
  const visit = (script: string): void => {
    if (found.has(script)) return;
    found.add(script);
    for (const name of findImports(readFileSync(join(siteDirectory, script), 'utf8')))
      visit(join(dirname(script), name));
  };
  for (const script of scripts) visit(script);
  return [...found];
}

/** Static imports and re-exports in minified code: `import{a}from"./b.js"`, `import"./b.js"`, `export*from"./b.js"`. */
function findImports(code: string): string[] {
  const statements = code.matchAll(
    /(?:^|[;}\s])(?:import|export)\s*(?:[\w$*{][^"'`();]*?from\s*)?["'`](\.[^"'`]+\.js)["'`]/g,
  );
  return [...statements].flatMap(([, name]) => name ?? []);
}

function rememberAnswers<Answer>(ask: (question: string) => Answer): (question: string) => Answer {
  const answers = new Map<string, Answer>();
  return (question) => {
    const answer = answers.get(question) ?? ask(question);
    answers.set(question, answer);
    return answer;
  };
}
