import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The program itself and not its script in node_modules/.bin, which would not pass signals on. */
export function findDeno(): string {
  const require = createRequire(import.meta.url);
  const install: { runInstall(): string } = require(
    join(dirname(require.resolve('deno/package.json')), 'install_api.cjs'),
  );
  return install.runInstall();
}
