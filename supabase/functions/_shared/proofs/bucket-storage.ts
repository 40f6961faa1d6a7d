import { createClient } from '@supabase/supabase-js';
import type { ProofStorage } from './storage.ts';

/** A private bucket of the project; only the secret key reaches it. */
export function createBucketStorage(settings: {
  supabaseUrl: string;
  secretKey: string;
  proofBucket: string | undefined;
}): ProofStorage {
  const openBucket = () => {
    if (!settings.proofBucket) throw new Error('PROOF_BUCKET is not set, but a proof lies in a bucket.');
    const auth = { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false };
    return createClient(settings.supabaseUrl, settings.secretKey, { auth }).storage.from(settings.proofBucket);
  };
  return {
    save: async (id, bytes, contentType) => {
      const { error } = await openBucket().upload(id, bytes, { contentType, upsert: true });
      if (error) throw error;
    },
    read: async (id) => {
      const { data, error } = await openBucket().download(id);
      if (error) throw error;
      return new Uint8Array(await data.arrayBuffer());
    },
  };
}
