import { expect, test } from 'vitest';
import { createFunctionEnvironment } from '../../../local/environment.ts';
import { parseEnvironment } from '../../../supabase/functions/_shared/environment.ts';
import { createDatabaseStorage } from '../../../supabase/functions/_shared/proofs/database-storage.ts';
import { createProofStorages } from '../../../supabase/functions/_shared/proofs/storage.ts';

const ports = { site: 1, api: 2, database: 3, dashboard: 4, mailbox: 5, smtp: 6, stripe: 7 };
const local = createFunctionEnvironment(ports);

/** What the functions put_proof_piece and read_proof_piece keep. */
function createPieces() {
  const pieces = new Map<string, string>();
  const database = async (name: string, parameters: Record<string, unknown> = {}) => {
    const key = `${parameters.proof}:${parameters.piece}`;
    if (name === 'put_proof_piece') pieces.set(key, String(parameters.content_base64));
    return pieces.get(key) ?? null;
  };
  return { pieces, database };
}

test('a file goes to the database in pieces of one megabyte and comes back whole', async () => {
  const { pieces, database } = createPieces();
  const bytes = Uint8Array.from({ length: 2_500_000 }, (_, index) => (index * 31) % 256);
  const storage = createDatabaseStorage(database);
  await storage.save('p', bytes, 'image/png');
  expect([...pieces.keys()]).toEqual(['p:0', 'p:1', 'p:2']);
  expect(Buffer.from(await storage.read('p')).equals(Buffer.from(bytes))).toBe(true);
});

test('new files go where the environment says; older ones are read where they are', () => {
  const { database } = createPieces();
  expect(createProofStorages(parseEnvironment(local), database).current).toBe('database');
  const hosted = parseEnvironment({ ...local, PROOF_BUCKET: 'proofs' });
  const storages = createProofStorages(hosted, database);
  expect([storages.current, Object.keys(storages.places).sort()]).toEqual(['bucket', ['bucket', 'database']]);
});

test('a proof in a bucket the environment does not name is an error, not an empty file', async () => {
  const { places } = createProofStorages(parseEnvironment(local), createPieces().database);
  await expect(places.bucket.read('p')).rejects.toThrow('PROOF_BUCKET');
});
