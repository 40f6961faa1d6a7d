import { createEndpoint } from '../_shared/endpoint.ts';
import { serve } from '../_shared/runtime.ts';
import { createServices } from '../_shared/services.ts';
import { createStripe } from '../_shared/stripe/client.ts';
import { createHandler } from './handler.ts';
import { listTasks } from './tasks.ts';

const services = createServices();
const { secretKey, allowsTimeTravel, stripe, siteUrl } = services.environment;
const tasks = listTasks({ ...services, siteUrl }, createStripe(stripe));
const handle = createHandler({ tasks, secretKey, allowsTimeTravel });

serve(createEndpoint({ name: 'jobs', methods: ['POST'], siteUrl: null }, handle));
