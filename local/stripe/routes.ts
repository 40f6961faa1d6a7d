import { cashBalanceRoutes } from './resources/cash-balances.ts';
import { chargeRoutes } from './resources/charges.ts';
import { checkoutSessionRoutes } from './resources/checkout-sessions.ts';
import { creditNoteRoutes } from './resources/credit-notes.ts';
import { customerBalanceRoutes } from './resources/customer-balance.ts';
import { customerRoutes } from './resources/customers.ts';
import { disputeRoutes } from './resources/disputes.ts';
import { eventRoutes } from './resources/events.ts';
import { fundingRoutes } from './resources/funding.ts';
import { invoiceItemRoutes } from './resources/invoice-items.ts';
import { invoiceLineRoutes } from './resources/invoice-line-routes.ts';
import { invoicePaymentRoutes } from './resources/invoice-payments.ts';
import { invoicePreviewRoutes } from './resources/invoice-preview.ts';
import { invoiceRoutes } from './resources/invoices.ts';
import { paymentIntentRoutes } from './resources/payment-intents.ts';
import { paymentMethodRoutes } from './resources/payment-methods.ts';
import { priceRoutes } from './resources/prices.ts';
import { productRoutes } from './resources/products.ts';
import { setupIntentRoutes } from './resources/setup-intents.ts';
import { subscriptionRoutes } from './resources/subscriptions.ts';
import { taxIdRoutes } from './resources/tax-ids.ts';
import { taxRateRoutes } from './resources/tax-rates.ts';
import type { Route } from './routing.ts';

/** Every endpoint of Stripe's API that the double answers. */
export const allRoutes: Route[] = [
  ...customerRoutes,
  ...taxIdRoutes,
  ...customerBalanceRoutes,
  ...cashBalanceRoutes,
  ...fundingRoutes,
  ...productRoutes,
  ...priceRoutes,
  ...taxRateRoutes,
  ...checkoutSessionRoutes,
  ...setupIntentRoutes,
  ...paymentMethodRoutes,
  ...paymentIntentRoutes,
  ...chargeRoutes,
  ...disputeRoutes,
  ...subscriptionRoutes,
  ...invoiceRoutes,
  ...invoiceLineRoutes,
  ...invoicePreviewRoutes,
  ...invoiceItemRoutes,
  ...invoicePaymentRoutes,
  ...creditNoteRoutes,
  ...eventRoutes,
];
