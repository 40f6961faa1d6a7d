import { createEndpoint } from '../_shared/endpoint.ts';
import { serve } from '../_shared/runtime.ts';
import { createServices } from '../_shared/services.ts';
import { createHandler } from './handler.ts';

const services = createServices();
const { siteUrl } = services.environment;

serve(createEndpoint({ name: 'invites', methods: ['POST'], siteUrl }, createHandler(services)));
