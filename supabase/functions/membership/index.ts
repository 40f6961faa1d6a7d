import { createEndpoint } from '../_shared/endpoint.ts';
import { serve } from '../_shared/runtime.ts';
import { createServices } from '../_shared/services.ts';
import { createStripe } from '../_shared/stripe/client.ts';
import { createHandler } from './handler.ts';

const services = createServices();
const { siteUrl, stripe } = services.environment;
const handle = createHandler({ ...services, stripe: createStripe(stripe), siteUrl });

serve(createEndpoint({ name: 'membership', methods: ['POST'], siteUrl }, handle));
