import { fileURLToPath } from 'node:url';
import { brand } from '../brand.ts';
import { buildBrandCss } from './brand-css.ts';

const moduleName = 'virtual:brand-tokens.css';

interface BuildPlugin {
  name: string;
  resolveId(id: string): string | undefined;
  load(this: { addWatchFile(file: string): void }, id: string): string | undefined;
}

/** Serves the brand's colours as a stylesheet (`virtual:brand-tokens.css`), so that no page needs a style attribute for them. */
export function brandTokens(): BuildPlugin {
  return {
    name: 'brand-tokens',
    resolveId: (id) => (id === moduleName ? `\0${moduleName}` : undefined),
    load(id) {
      if (id !== `\0${moduleName}`) return undefined;
      this.addWatchFile(fileURLToPath(new URL('../brand.ts', import.meta.url)));
      return buildBrandCss(brand.colours);
    },
  };
}
