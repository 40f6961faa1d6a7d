import { createPersonalClient } from '../_shared/database.ts';
import { createEndpoint } from '../_shared/endpoint.ts';
import { serve } from '../_shared/runtime.ts';
import { createServices } from '../_shared/services.ts';
import { createHandler } from './handler.ts';

const { auth, environment } = createServices();
const connect = (token: string) => createPersonalClient(environment, token);

serve(
  createEndpoint(
    { name: 'points', methods: ['GET', 'POST'], siteUrl: environment.siteUrl },
    createHandler({ auth, connect }),
  ),
);
