import Stripe from 'stripe';
import { createEndpoint } from '../_shared/endpoint.ts';
import { serve } from '../_shared/runtime.ts';
import { createServices } from '../_shared/services.ts';
import { createStripe } from '../_shared/stripe/client.ts';
import { createHandler } from './handler.ts';

const services = createServices();
const { stripe, environment: settings } = { stripe: createStripe(services.environment.stripe), ...services };
const handle = createHandler({
  ...services,
  stripe,
  secret: settings.stripe.webhookSecret,
  cryptoProvider: Stripe.createSubtleCryptoProvider(),
});

serve(createEndpoint({ name: 'stripe-webhook', methods: ['POST'], siteUrl: null }, handle));
