import * as z from 'zod/mini';
import { parseInput, readText } from '../_shared/body.ts';
import type { Handler } from '../_shared/endpoint.ts';
import { isSameSecret } from '../_shared/is-same-secret.ts';
import { logFailure } from '../_shared/log.ts';
import { Refusal } from '../_shared/refusal.ts';

/** A recurring piece of work; `at` is the moment it acts for. Answers counts for the log. */
export interface Task {
  name: string;
  run(at: Date): Promise<Record<string, number>>;
}

interface Tools {
  tasks: readonly Task[];
  secretKey: string;
  allowsTimeTravel: boolean;
}

const jobsRequest = z.object({ at: z.optional(z.iso.datetime({ offset: true })) });

/** No task is begun later than this after the start, so that a slow service cannot pile up calls. */
const budgetMilliseconds = 15_000;

/**
 * Body of POST /functions/v1/jobs with the secret key in `apikey`: `{ "at"?: ISO moment }`. Runs every task, each for itself; called every minute,
 * safe to run twice at once. Answers what each did: `{ "mails": { "sent": 1, "failed": 0 }, … }`.
 */
export function createHandler({ tasks, secretKey, allowsTimeTravel }: Tools): Handler {
  return async (request) => {
    if (!(await isSameSecret(request.headers.get('apikey') ?? '', secretKey))) {
      throw new Refusal('not_allowed', { status: 401 });
    }
    const asked = await readAt(request);
    const at = asked && allowsTimeTravel ? asked : new Date();
    const deadline = Date.now() + budgetMilliseconds;
    const results: Record<string, Record<string, number> | { error: string }> = {};
    for (const task of tasks) {
      results[task.name] = Date.now() > deadline ? { error: 'no time left' } : await runSafely(task, at);
    }
    return Response.json(results);
  };
}

async function readAt(request: Request): Promise<Date | undefined> {
  const text = await readText(request);
  if (text.trim() === '') return undefined;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new Refusal('invalid_input');
  }
  const { at } = parseInput(body, jobsRequest);
  return at === undefined ? undefined : new Date(at);
}

async function runSafely(task: Task, at: Date): Promise<Record<string, number> | { error: string }> {
  try {
    return await task.run(at);
  } catch (error) {
    logFailure(`jobs ${task.name}`, error);
    return { error: 'failed' };
  }
}
