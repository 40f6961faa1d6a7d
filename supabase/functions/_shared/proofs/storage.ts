import type { Database } from '../database.ts';
import type { Environment } from '../environment.ts';
import { createBucketStorage } from './bucket-storage.ts';
import { createDatabaseStorage } from './database-storage.ts';

/** Where the bytes of proofs lie, by the id of the proof. Storing again replaces. */
export interface ProofStorage {
  save: (id: string, bytes: Uint8Array<ArrayBuffer>, contentType: string) => Promise<void>;
  read: (id: string) => Promise<Uint8Array<ArrayBuffer>>;
}

export type StorageName = 'bucket' | 'database';

/** Both places, because a project that gets a bucket later still has older files in the database; `current` is where new ones go. */
export interface ProofStorages {
  current: StorageName;
  places: Record<StorageName, ProofStorage>;
}

/** The bucket when the environment names one, else the database. */
export function createProofStorages(environment: Environment, database: Database): ProofStorages {
  return {
    current: environment.proofBucket ? 'bucket' : 'database',
    places: { bucket: createBucketStorage(environment), database: createDatabaseStorage(database) },
  };
}
