import * as z from 'zod/mini';
import { joinBytes } from '../body.ts';
import type { Database } from '../database.ts';
import { decodeBase64, encodeBase64 } from './base64.ts';
import type { ProofStorage } from './storage.ts';

/** Bytes in one piece; the table takes no more. */
const pieceSize = 1024 * 1024;
const piece = z.nullable(z.string());

/** The table `private.proof_files`, in pieces so that no single request to the database becomes large. */
export function createDatabaseStorage(database: Database): ProofStorage {
  return {
    save: async (id, bytes) => {
      for (let position = 0; position * pieceSize < bytes.length; position += 1) {
        const part = bytes.subarray(position * pieceSize, (position + 1) * pieceSize);
        await database('put_proof_piece', { proof: id, piece: position, content_base64: encodeBase64(part) });
      }
    },
    read: async (id) => {
      const parts: Uint8Array[] = [];
      for (;;) {
        const next = piece.parse(await database('read_proof_piece', { proof: id, piece: parts.length }));
        if (next === null)
          return joinBytes(
            parts,
            parts.reduce((size, part) => size + part.length, 0),
          );
        parts.push(decodeBase64(next));
      }
    },
  };
}
