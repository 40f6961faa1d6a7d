import type { Double } from '../double.ts';
import { emitEvent } from '../events.ts';
import { makeId } from '../identifiers.ts';
import type { Collections } from '../store.ts';

type Dispute = Collections['dispute'];

/** Days a bank gives to answer. */
const daysToAnswer = 9;

/** The person behind a card tells the bank that the charge was not theirs: the bank takes the money back until it is decided. */
export function openDispute(double: Double, charge: Collections['charge']): Dispute {
  const now = double.clock.now();
  const dispute: Dispute = {
    id: makeId('du', 24),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created: now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: makeEmptyEvidence(),
    evidence_details: {
      due_by: now + daysToAnswer * 24 * 3600,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'manual',
    },
    intended_submission_method: 'manual',
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: '10.4',
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand: charge.payment_method_details?.card?.brand ?? 'visa',
        case_type: 'chargeback',
        network: 'visa',
        network_reason_code: '10.4',
      },
      type: 'card',
    },
    reason: 'fraudulent',
    status: 'needs_response',
  };
  charge.disputed = true;
  double.store.put('dispute', dispute);
  emitEvent(double, 'charge.dispute.created', dispute);
  emitEvent(double, 'charge.dispute.funds_withdrawn', dispute);
  return dispute;
}

function makeEmptyEvidence(): Dispute['evidence'] {
  return {
    access_activity_log: null,
    billing_address: null,
    cancellation_policy: null,
    cancellation_policy_disclosure: null,
    cancellation_rebuttal: null,
    customer_communication: null,
    customer_email_address: null,
    customer_name: null,
    customer_purchase_ip: null,
    customer_signature: null,
    duplicate_charge_documentation: null,
    duplicate_charge_explanation: null,
    duplicate_charge_id: null,
    enhanced_evidence: {},
    product_description: null,
    receipt: null,
    refund_policy: null,
    refund_policy_disclosure: null,
    refund_refusal_explanation: null,
    service_date: null,
    service_documentation: null,
    shipping_address: null,
    shipping_carrier: null,
    shipping_date: null,
    shipping_documentation: null,
    shipping_tracking_number: null,
    uncategorized_file: null,
    uncategorized_text: null,
  };
}
