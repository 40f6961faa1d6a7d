// The door of every npm script: plain JavaScript for Node 20 without dependencies, because it runs before anything is
// installed. It installs what is missing and hands over to local/main.ts under the Node that the lock file names.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const marker = join(modules, '.cps-lock');
const executableNames = process.platform === 'win32' ? ['npm.cmd', 'node.exe'] : ['npm', 'node'];

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(
    `Node 20 or newer is needed, this is ${process.version}. Install it from https://nodejs.org and try again.`,
  );
  process.exit(1);
}
installPackages();
handOver();

/** Runs `npm ci` when node_modules is missing or was made from another lock file. */
function installPackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(marker) && readFileSync(marker, 'utf8').trim() === wanted) return;
  if (!existsSync(marker) && matchesInstalledLock()) {
    writeFileSync(marker, `${wanted}\n`);
    return;
  }
  console.log('Installing packages (npm ci); this takes about a minute the first time …');
  const install = spawnSync(executableNames[0], ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (install.status !== 0) {
    console.error('The packages could not be installed; the lines above say why.');
    process.exit(install.status ?? 1);
  }
  writeFileSync(marker, `${wanted}\n`);
}

/** True when someone ran `npm ci` or `npm install` by hand and node_modules holds what the lock file names. */
function matchesInstalledLock() {
  const installed = join(modules, '.package-lock.json');
  if (!existsSync(installed) || !existsSync(join(modules, 'node', 'bin', executableNames[1]))) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional) return true;
    return present[path]?.version === entry.version;
  });
}

/** Runs local/main.ts, passes signals to it and leaves with its exit code. */
function handOver() {
  const nodeOfProject = join(modules, 'node', 'bin', executableNames[1]);
  const node = existsSync(nodeOfProject) ? nodeOfProject : process.execPath;
  const child = spawn(
    node,
    ['--disable-warning=ExperimentalWarning', join(root, 'local', 'main.ts'), ...process.argv.slice(2)],
    {
      cwd: root,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, PATH: [dirname(node), join(modules, '.bin'), process.env.PATH].join(delimiter) },
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) stopWithNpm(child);
  child.on('error', (error) => {
    console.error(`Node could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal) console.error(`The command was ended by ${signal}.`);
    process.exit(code ?? 1);
  });
}

/** Stops the child when npm itself is gone: a killed npm cannot pass its signal on. */
function stopWithNpm(child) {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM');
  }, 1000).unref();
}
