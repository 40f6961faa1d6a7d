import type Stripe from 'stripe';
import type { Double } from '../double.ts';
import { refuse } from '../errors.ts';
import { emitEvent } from '../events.ts';
import { isWithin, listPage } from '../list.ts';
import { mergeMetadata } from '../metadata.ts';
import { defineRoute, type Route } from '../routing.ts';
import type { Collections } from '../store.ts';
import { findObject } from './find.ts';
import { refuseUnsupported } from './unsupported.ts';

type Dispute = Collections['dispute'];

export const disputeRoutes: Route[] = [
  defineRoute<Stripe.DisputeRetrieveParams>('GET', '/v1/disputes/:id', 'DisputeRetrieveParams', ({ double, id }) =>
    findObject(double, 'dispute', id),
  ),
  defineRoute<Stripe.DisputeListParams>('GET', '/v1/disputes', 'DisputeListParams', ({ double, params }) => {
    const found = double.store
      .all('dispute')
      .filter((dispute) => !params.charge || dispute.charge === params.charge)
      .filter((dispute) => !params.payment_intent || dispute.payment_intent === params.payment_intent)
      .filter((dispute) => isWithin(dispute.created, params.created));
    return listPage(found, params, '/v1/disputes');
  }),
  defineRoute<Stripe.DisputeUpdateParams>(
    'POST',
    '/v1/disputes/:id',
    'DisputeUpdateParams',
    ({ double, id, params }) => {
      refuseUnsupported(params, ['intended_submission_method']);
      const dispute = findOpenDispute(double, id);
      const previous = { evidence: structuredClone(dispute.evidence), status: dispute.status };
      const evidence = (params.evidence ?? {}) as Partial<Dispute['evidence']>;
      Object.assign(dispute.evidence, evidence);
      dispute.metadata = mergeMetadata(dispute.metadata, params.metadata);
      dispute.evidence_details.has_evidence ||= Object.keys(evidence).length > 0;
      if (params.evidence && params.submit !== false) submitEvidence(dispute);
      emitEvent(double, 'charge.dispute.updated', dispute, previous);
      decide(double, dispute);
      return dispute;
    },
  ),
  defineRoute<Stripe.DisputeCloseParams>('POST', '/v1/disputes/:id/close', 'DisputeCloseParams', ({ double, id }) => {
    const dispute = findOpenDispute(double, id);
    dispute.status = 'lost';
    emitEvent(double, 'charge.dispute.closed', dispute);
    return dispute;
  }),
];

function findOpenDispute(double: Double, id: string): Dispute {
  const dispute = findObject(double, 'dispute', id);
  if (dispute.status === 'needs_response') return dispute;
  refuse(`This dispute's status is ${dispute.status}; it can no longer be changed.`);
}

/** What is submitted is final; as in test mode, its text says how the bank decides. */
function submitEvidence(dispute: Dispute): void {
  dispute.evidence_details.submission_count += 1;
  const outcomes: Record<string, string> = { winning_evidence: 'won', losing_evidence: 'lost' };
  dispute.status = outcomes[dispute.evidence.uncategorized_text ?? ''] ?? 'under_review';
}

function decide(double: Double, dispute: Dispute): void {
  if (dispute.status !== 'won' && dispute.status !== 'lost') return;
  if (dispute.status === 'won') emitEvent(double, 'charge.dispute.funds_reinstated', dispute);
  emitEvent(double, 'charge.dispute.closed', dispute);
}
