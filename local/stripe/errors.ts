/** The `error` part of an API answer, as Stripe documents it. */
interface ErrorBody {
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error';
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  payment_intent?: object;
  payment_method?: object;
  doc_url?: string;
  request_log_url?: string;
}

/** A refusal that leaves the double as an HTTP status and an error body. */
export class StripeFailure extends Error {
  readonly status: number;
  readonly body: ErrorBody;

  constructor(status: number, body: ErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body;
  }
}

/** Refuses a request with 400 `invalid_request_error`; never returns. */
export function refuse(message: string, detail: { code?: string; param?: string; status?: number } = {}): never {
  const { status = 400, ...rest } = detail;
  throw new StripeFailure(status, { type: 'invalid_request_error', message, ...rest });
}

/** Refuses an id that does not exist: 404 when it is part of the address, 400 when a parameter names it, as Stripe does. */
export function refuseMissing(kind: string, id: string, param = 'id'): never {
  refuse(`No such ${kind}: '${id}'`, { code: 'resource_missing', param, status: param === 'id' ? 404 : 400 });
}
