import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { explainRefusal } from '../../../src/lib/ended-session.ts';
import { PortalError } from '../../../src/lib/errors.ts';
import { readStoredSession, sessionKey } from '../../../src/lib/stored-session.ts';

const makeSession = (token: string) => ({
  access_token: token,
  refresh_token: 'refresh',
  expires_at: 4_102_444_800,
  user: { id: 'b2f5ff47-4366-4c13-a3b6-1c1b6f3e2b11' },
});

/** What GoTrue answers to `GET /user`; a number is a status, an error a lost connection. */
function answerUser(answer: number | Error, meanwhile = () => {}): void {
  vi.stubGlobal('fetch', async () => {
    meanwhile();
    if (answer instanceof Error) throw answer;
    return Response.json({}, { status: answer });
  });
}

const keepSession = (token: string) => localStorage.setItem(sessionKey, JSON.stringify(makeSession(token)));
const explain = async () => (await explainRefusal(new PortalError('not_allowed'))).code;

describe('a refusal', () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
      removeItem: (key: string) => kept.delete(key),
    });
    vi.stubEnv('PUBLIC_SUPABASE_URL', 'http://127.0.0.1:1');
    vi.stubEnv('PUBLIC_SUPABASE_PUBLISHABLE_KEY', 'sb_publishable_test');
    keepSession('old');
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.unstubAllEnvs();
  });

  it.each([401, 403])(
    'of a session that was ended elsewhere (%i) asks to sign in again and forgets the session',
    async (status) => {
      answerUser(status);
      expect(await explain()).toBe('session_expired');
      expect(readStoredSession()).toBeNull();
    },
  );

  it('of a session that stands is the role’s', async () => {
    answerUser(200);
    expect(await explain()).toBe('not_allowed');
    expect(readStoredSession()).not.toBeNull();
  });

  it.each([
    ['a failure of the service', 500],
    ['a lost connection', new TypeError('Failed to fetch')],
  ] as const)('stands as it is after %s', async (_name, answer) => {
    answerUser(answer);
    expect(await explain()).toBe('not_allowed');
    expect(readStoredSession()).not.toBeNull();
  });

  it('leaves a session alone that began in another tab meanwhile', async () => {
    answerUser(403, () => keepSession('new'));
    await explain();
    expect(readStoredSession()?.access_token).toBe('new');
  });
});
