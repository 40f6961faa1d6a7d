import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findScript } from '../../local/find-script.ts';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const shell = '/usr/bin/chromium-headless-shell';

/**
 * The browser to test in: Playwright's own, else one of the system, else one that is installed now (Debian as root: apt;
 * elsewhere Playwright's download).
 * @returns the path of the program, or nothing when no browser could be found or installed.
 */
export function findChromium(): string | undefined {
  return findPresent() ?? installFromDebian() ?? downloadWithPlaywright();
}

/**
 * The browser to measure in: Chromium without a window. The one with a window draws its tool bar as pages of its own, which take half a processor while
 * a page loads. Where there is none and none can be installed, the one to test in.
 */
export function findShell(): string | undefined {
  if (!existsSync(shell)) installFromDebian('chromium-headless-shell');
  return existsSync(shell) ? shell : findChromium();
}

function findPresent(): string | undefined {
  return [chromium.executablePath(), ...installed].find((path) => path !== '' && existsSync(path));
}

function installFromDebian(name = 'chromium'): string | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  console.log('Installing Chromium with apt-get …');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = (...parameters: string[]) =>
    spawnSync('apt-get', parameters, { stdio: ['ignore', 'ignore', 'inherit'], env: environment }).status;
  run('update', '-q');
  run('install', '-y', '-q', '--no-install-recommends', name);
  return findPresent();
}

function downloadWithPlaywright(): string | undefined {
  console.log('Downloading Chromium with Playwright …');
  try {
    execFileSync(process.execPath, [findScript('@playwright/test', 'playwright'), 'install', 'chromium'], {
      stdio: 'inherit',
    });
  } catch {
    return undefined;
  }
  return findPresent();
}
