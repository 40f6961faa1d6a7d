import { readFileSync } from 'node:fs';

interface BuildPlugin {
  name: string;
  enforce: 'pre';
  load(id: string): string | null;
}

/** Icons are written into the scripts of islands; their lines and indents are of no use there. */
export function compactIcons(): BuildPlugin {
  return {
    name: 'compact-icons',
    enforce: 'pre',
    load(id) {
      if (!/lucide-static\/icons\/[a-z0-9-]+\.svg\?raw$/.test(id)) return null;
      const svg = readFileSync(id.replace('?raw', ''), 'utf8').trim();
      return `export default ${JSON.stringify(svg.replace(/\s*\n\s*/g, ' ').replace(/ (class|width|height|xmlns)="[^"]*"/g, ''))}`;
    },
  };
}
