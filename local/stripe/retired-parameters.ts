import { refuse } from './errors.ts';
import type { FormTree } from './form-body.ts';

const retired = /^\/v1\/(checkout\/sessions|payment_intents|setup_intents)(\/|$)/;

/** Refuses `payment_method_types` where Stripe took it away with 2026-09-30.endive. */
export function refuseRetiredParameters(path: string, tree: FormTree): void {
  if (!retired.test(path) || !('payment_method_types' in tree)) return;
  refuse(
    'The `payment_method_types` parameter is no longer supported. Use `allowed_payment_method_types`, or manage payment methods in the Dashboard.',
    { code: 'payment_method_types_no_longer_supported', param: 'payment_method_types' },
  );
}
