import { createEndpoint } from '../_shared/endpoint.ts';
import { createProofStorages } from '../_shared/proofs/storage.ts';
import { serve } from '../_shared/runtime.ts';
import { createServices } from '../_shared/services.ts';
import { createHandler } from './handler.ts';

const { auth, database, environment } = createServices();
const storages = createProofStorages(environment, database);

serve(
  createEndpoint(
    { name: 'claims', methods: ['GET', 'POST'], siteUrl: environment.siteUrl },
    createHandler({ auth, database, storages }),
  ),
);
