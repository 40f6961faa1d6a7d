import { brand } from '../../../src/brand.ts';
import { createEndpoint } from '../_shared/endpoint.ts';
import { serve } from '../_shared/runtime.ts';
import { createServices } from '../_shared/services.ts';
import { createHandler } from './handler.ts';

const services = createServices();
const { siteUrl } = services.environment;
const handle = createHandler({ ...services, desk: brand.support.email });

serve(createEndpoint({ name: 'support', methods: ['POST'], siteUrl }, handle));
