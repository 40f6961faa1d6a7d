import type { Handler } from '../_shared/endpoint.ts';
import type { ProofStorages } from '../_shared/proofs/storage.ts';
import type { Services } from '../_shared/services.ts';
import { downloadProof } from './download.ts';
import { uploadProof } from './upload.ts';

export interface Tools {
  database: Services['database'];
  auth: Pick<Services['auth'], 'getUser'>;
  storages: ProofStorages;
}

/** Takes and gives proofs of purchase; see contracts/proof.ts and questions.ts. */
export function createHandler(tools: Tools): Handler {
  return (request) => (request.method === 'GET' ? downloadProof(request, tools) : uploadProof(request, tools));
}
