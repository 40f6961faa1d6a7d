import { readFileSync } from 'node:fs';

interface BuildPlugin {
  name: string;
  enforce: 'pre';
  load(id: string): string | null;
}

/** What every icon of the set says of itself; `ui/Icon.svelte` says it once for all. */
const common = / (class|xmlns|width|height|fill|stroke|stroke-width|stroke-linecap|stroke-linejoin)="[^"]*"/g;

/** Icons are written into the scripts of islands; licence (`public/icons-license.txt`), lines and indents are of no use there. */
export function compactIcons(): BuildPlugin {
  return {
    name: 'compact-icons',
    enforce: 'pre',
    load(id) {
      if (!/lucide-static\/icons\/[a-z0-9-]+\.svg\?raw$/.test(id)) return null;
      const file = readFileSync(id.replace('?raw', ''), 'utf8');
      const svg = file
        .slice(file.indexOf('<svg'))
        .trim()
        .replace(/\s*\n\s*/g, ' ');
      return `export default ${JSON.stringify(svg.replace(/<svg[^>]*>/, (tag) => tag.replace(common, '')))}`;
    },
  };
}
