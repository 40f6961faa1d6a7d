import { type ChildProcess, spawn } from 'node:child_process';
import { root } from '../../local/paths.ts';

let current: ChildProcess | undefined;

/** The process number of the test tool that runs at the moment. */
export function readToolPid(): number | undefined {
  return current?.pid;
}

/** Ends the running test tool, when the whole run is interrupted. */
export function stopTool(): void {
  current?.kill('SIGTERM');
}

/** Runs a script of a package under this Node with its output visible; resolves with the exit code. */
export function runTool(
  script: string,
  parameters: string[],
  environment: Record<string, string> = {},
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...parameters], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...environment },
    });
    current = child;
    const finish = (code: number) => {
      current = undefined;
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(error.message);
      finish(1);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}
