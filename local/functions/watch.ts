import { existsSync, type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import { functionsDirectory, root } from '../paths.ts';

/** What the functions import: their own folder, the brand and the languages. */
const sources = [functionsDirectory, join(root, 'src', 'i18n'), join(root, 'src', 'brand.ts')];

/** Calls `onChange` once after a burst of changes in the sources of the functions. */
export function watchSources(onChange: () => Promise<void>): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void onChange(), 200);
  };
  const watchers: FSWatcher[] = sources
    .filter((path) => existsSync(path))
    .map((path) => watch(path, { recursive: !path.endsWith('.ts') }, schedule));
  return {
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
