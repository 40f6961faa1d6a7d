import type { ServerResponse } from 'node:http';
import type { Context } from 'hono';
import { apiVersion, type Double } from './double.ts';
import { StripeFailure } from './errors.ts';
import { renderAnswer } from './expand.ts';
import { answerWithFault, type Outcome } from './fault-answers.ts';
import { type FormTree, parseForm } from './form-body.ts';
import { checkKey, type IdempotencyBook, makeFingerprint, type SavedAnswer } from './idempotency.ts';
import { makeId } from './identifiers.ts';
import type { ParameterFile } from './parameters/schema.ts';
import { validateParameters } from './parameters/validate.ts';
import { refuseRetiredParameters } from './retired-parameters.ts';
import { findRoute, type Route } from './routing.ts';

interface ApiParts {
  double: Double;
  routes: Route[];
  parameters: ParameterFile;
  idempotency: IdempotencyBook;
}

/** Answers one request to `/v1/…`: who asks, what, whether it was answered before, and only then does it. */
export async function answerApi(parts: ApiParts, context: Context): Promise<Response> {
  const requestId = makeId('req');
  const headers: Record<string, string> = { 'request-id': requestId, 'stripe-version': apiVersion };
  try {
    checkAuthorization(parts.double, context.req.header('authorization'));
    checkVersion(context.req.header('stripe-version'));
    const tree = await readTree(context);
    const key = context.req.header('idempotency-key');
    if (key === undefined || context.req.method !== 'POST') {
      const outcome = await execute(parts, context, tree, requestId, null);
      return toResponse(context, outcome.sent, headers);
    }
    checkKey(key);
    headers['idempotency-key'] = key;
    const fingerprint = makeFingerprint(context.req.method, context.req.path, tree);
    const saved = parts.idempotency.find(key, fingerprint);
    if (saved) return toResponse(context, saved, { ...headers, 'idempotent-replayed': 'true' });
    parts.idempotency.begin(key, fingerprint);
    try {
      const outcome = await execute(parts, context, tree, requestId, key);
      if (outcome.saved) parts.idempotency.save(key, fingerprint, outcome.saved);
      else parts.idempotency.abandon(key);
      return toResponse(context, outcome.sent, headers);
    } catch (error) {
      parts.idempotency.abandon(key);
      throw error;
    }
  } catch (error) {
    return toResponse(context, describeFailure(parts.double, error, requestId), headers);
  }
}

/** Runs an endpoint. Throws only before it began to run; afterwards every outcome is an answer that may be saved. */
async function execute(
  parts: ApiParts,
  context: Context,
  tree: FormTree,
  requestId: string,
  key: string | null,
): Promise<Outcome> {
  const { double } = parts;
  const { method, path } = context.req;
  const found = findRoute(parts.routes, method, path);
  if (!found) {
    const message = `Unrecognized request URL (${method}: ${path}). The double may not know this endpoint yet.`;
    throw new StripeFailure(404, { type: 'invalid_request_error', message });
  }
  refuseRetiredParameters(path, tree);
  const params = validateParameters(parts.parameters, found.route.params, tree);
  const [id = '', child = ''] = found.ids;
  return answerWithFault(double.faults.take(method, path, tree), () => {
    try {
      double.request = { id: requestId, idempotency_key: key };
      const result = found.route.run({ double, params, id, child });
      const answer = renderAnswer(double, result, params.expand as string[] | undefined);
      return { status: 200, body: JSON.stringify(answer, null, 2) };
    } catch (error) {
      return describeFailure(double, error, requestId);
    } finally {
      double.request = { id: null, idempotency_key: null };
      double.store.touch();
    }
  });
}

async function readTree(context: Context): Promise<FormTree> {
  const query = new URL(context.req.url).search.slice(1);
  if (context.req.method === 'GET' || context.req.method === 'DELETE') return parseForm(query);
  return parseForm(await context.req.text());
}

function checkAuthorization(double: Double, header: string | undefined): void {
  const key = header?.startsWith('Bearer ') ? header.slice('Bearer '.length) : undefined;
  if (key === double.secretKey) return;
  const message = key
    ? `Invalid API Key provided: ${key.slice(0, 8)}****`
    : 'You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth.';
  throw new StripeFailure(401, { type: 'invalid_request_error', message });
}

function checkVersion(version: string | undefined): void {
  if (version === undefined || version === apiVersion) return;
  const message = `Invalid Stripe API version: ${version}. The double speaks ${apiVersion}.`;
  throw new StripeFailure(400, { type: 'invalid_request_error', message });
}

function describeFailure(double: Double, error: unknown, requestId: string): SavedAnswer {
  if (error instanceof StripeFailure) {
    return { status: error.status, body: JSON.stringify({ error: error.body }, null, 2) };
  }
  double.log(`stripe double failed on ${requestId}: ${error instanceof Error ? error.stack : String(error)}`);
  const message = `An unknown error occurred (${requestId}).`;
  return { status: 500, body: JSON.stringify({ error: { type: 'api_error', message } }, null, 2) };
}

/** Sends an answer, or cuts the connection when a test ordered that. */
function toResponse(context: Context, answer: SavedAnswer | 'cut', headers: Record<string, string>): Response {
  if (answer === 'cut') {
    (context.env as { outgoing: ServerResponse }).outgoing.destroy();
    return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
  }
  return new Response(answer.body, {
    status: answer.status,
    headers: { ...headers, 'content-type': 'application/json' },
  });
}
