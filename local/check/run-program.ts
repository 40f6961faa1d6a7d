import { spawn } from 'node:child_process';
import { root } from '../paths.ts';

/** How a program ended and what it printed. */
export interface ProgramResult {
  ok: boolean;
  output: string;
  errors: string;
}

/** Runs a program in the clone and collects what it prints; exit code 0 is a success. */
export function runProgram(
  command: string,
  parameters: string[],
  environment: Record<string, string> = {},
  input = '',
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: root,
      stdio: 'pipe',
      env: { ...process.env, NO_COLOR: '1', ASTRO_TELEMETRY_DISABLED: '1', ...environment },
    });
    const printed = { output: '', errors: '' };
    child.stdout.on('data', (chunk: Buffer) => {
      printed.output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      printed.errors += chunk.toString();
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    child.once('error', (error) => resolve({ ok: false, output: '', errors: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, ...printed }));
  });
}
