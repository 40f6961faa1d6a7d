import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { waitForMail } from '../support/mailbox.ts';
import { makeHeic, makeJpeg, makePdf, makePng } from '../support/sample-files.ts';
import { sql, stackFromEnvironment } from '../support/stack.ts';
import { runJobs } from './support/call.ts';
import { createDispute } from './support/disputes.ts';

const limit = 10 * 1024 * 1024;
let dispute: Awaited<ReturnType<typeof createDispute>>;

beforeAll(async () => {
  dispute = await createDispute();
});

interface Sending {
  token?: string | undefined;
  productId?: string;
  name?: string;
  type?: string;
}

/** Sends a proof as the page does; the claimant's unless said otherwise. */
async function send(file: Buffer | null, sending: Sending = {}) {
  const { addresses, keys } = stackFromEnvironment();
  const {
    token = dispute.claimant.token,
    productId = dispute.two,
    name = 'kuitti.pdf',
    type = 'application/pdf',
  } = sending;
  const form = new FormData();
  if (file) form.set('file', new File([new Uint8Array(file)], name, { type }));
  const answer = await fetch(`${addresses.api}/functions/v1/claims?productId=${productId}`, {
    method: 'POST',
    headers: {
      apikey: keys.publishable,
      ...('token' in sending && !sending.token ? {} : { authorization: `Bearer ${token}` }),
    },
    body: form,
  });
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

async function fetchProof(question: string, token?: string) {
  const { addresses, keys } = stackFromEnvironment();
  const headers = token ? { apikey: keys.publishable, authorization: `Bearer ${token}` } : undefined;
  return fetch(`${addresses.api}/functions/v1/claims?${question}`, headers ? { headers } : {});
}

const countProofs = async (productId: string) =>
  (await sql`select id from public.purchase_proofs where product_id = ${productId}`).length;

test.each([
  ['application/pdf', makePdf(), 'kuitti.pdf'],
  ['image/jpeg', makeJpeg(), 'kuitti.jpg'],
  ['image/png', makePng(), 'kuitti.png'],
  ['image/heic', makeHeic(), 'kuitti.heic'],
])(
  'a proof that is %s is kept and given back as it was, whatever it was called',
  async (contentType, file, fileName) => {
    const { status, body } = await send(file, { name: 'kuitti.docx', type: 'text/plain' });
    expect([status, body]).toEqual([201, { id: body.id, fileName, contentType, sizeBytes: file.length }]);
    const answer = await fetchProof(`proof=${body.id}`, dispute.claimant.token);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(file)).toBe(true);
    expect(answer.headers.get('content-type')).toBe(contentType);
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${fileName}`);
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  },
);

test('a proof of exactly 10 MB is kept whole, one byte more is refused', async () => {
  const file = makePng(limit - makePng(1).length + 1);
  expect(file.length).toBe(limit);
  const kept = await send(file, { name: 'iso.png' });
  expect([kept.status, kept.body.sizeBytes]).toEqual([201, limit]);
  const answer = await fetchProof(`proof=${kept.body.id}`, dispute.claimant.token);
  expect(Buffer.from(await answer.arrayBuffer()).equals(file)).toBe(true);
  const before = await countProofs(dispute.two);
  const refused = await send(makePng(limit - makePng(1).length + 2));
  expect([refused.status, refused.body.error.code]).toEqual([413, 'file_too_large']);
  expect(await countProofs(dispute.two)).toBe(before);
});

test('wrong content under a right name is refused and nothing is kept', async () => {
  const before = await countProofs(dispute.two);
  for (const content of ['<script>alert(1)</script>', '%PDF-1.7 and no more', 'GIF89a']) {
    const { status, body } = await send(Buffer.from(content));
    expect([status, body.error.code], content).toEqual([422, 'file_type']);
  }
  const without = await send(null);
  expect([without.status, without.body.error.fields]).toEqual([422, { file: 'required' }]);
  expect(await countProofs(dispute.two)).toBe(before);
});

test('the same file again is the same proof', async () => {
  const file = makePdf(77);
  const [first, second] = [await send(file), await send(file)];
  expect(second?.body.id).toBe(first?.body.id);
});

test('only keepers of a product in a dispute add a proof', async () => {
  const file = makePdf(5);
  const { holder, one, two } = dispute;
  const own = await send(file, { token: holder.token, productId: one });
  expect(own.status).toBe(201);
  const foreign = await send(file, { token: holder.token, productId: two });
  expect([foreign.status, foreign.body.error.code]).toEqual([404, 'product_not_found']);
  const signedOut = await send(file, { token: undefined });
  expect([signedOut.status, signedOut.body.error.code]).toEqual([401, 'session_expired']);
  const nowhere = await send(file, { productId: 'x' });
  expect([nowhere.status, nowhere.body.error.fields]).toEqual([422, { productId: 'invalid' }]);
  const [model] = await sql`select id from public.product_models limit 1`;
  const [calm] =
    await sql`insert into public.products (account_id, model_id) values (${holder.accountId}, ${model?.id}) returning id`;
  const undisputed = await send(file, { token: holder.token, productId: calm?.id });
  expect([undisputed.status, undisputed.body.error.code]).toEqual([409, 'dispute_not_open']);
  expect(await countProofs(one)).toBe(1);
  expect(await countProofs(calm?.id)).toBe(0);
});

test('the other side, strangers and guesses get no proof; staff get it by a link', async () => {
  const { body } = await send(makePdf(9));
  const foreign = await fetchProof(`proof=${body.id}`, dispute.holder.token);
  expect([foreign.status, await foreign.json()]).toEqual([404, { error: { code: 'proof_not_found' } }]);
  expect((await fetchProof(`proof=${body.id}`)).status).toBe(401);
  expect((await fetchProof(`token=${'0'.repeat(64)}`)).status).toBe(404);
  expect((await fetchProof('token=short')).status).toBe(422);
  const desk = `desk.${randomUUID().slice(0, 8)}@cps.example`;
  await sql`insert into support.staff (email, name) values (${desk}, 'Saara')`;
  const [link] = await sql`select support.open_proof(${body.id}, 'Dispute about a serial', ${desk}) as path`;
  const answer = await fetchProof(String(link?.path).split('?')[1] ?? '');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
});

test('a company is refused after twenty proofs in a day', async () => {
  const { holder, one } = await createDispute();
  expect((await send(makePdf(1), { token: holder.token, productId: one })).status).toBe(201);
  await sql`update private.quotas set hits = 20 where bucket = 'proof:account' and key_hash = sha256(convert_to(${holder.accountId}, 'UTF8'))`;
  const { status, body } = await send(makePdf(2), { token: holder.token, productId: one });
  expect([status, body.error.code]).toEqual([429, 'too_many_requests']);
  expect(await countProofs(one)).toBe(1);
});

test('the holder is told of the claim, and both of the decision', async () => {
  const { holder, claimant, two } = await createDispute();
  await runJobs();
  const opened = await waitForMail(holder.email, 'Tuotteesi sarjanumero');
  expect(opened.text).toContain('/fi/products/proof/?id=');
  const desk = `desk.${randomUUID().slice(0, 8)}@cps.example`;
  await sql`insert into support.staff (email, name) values (${desk}, 'Saara')`;
  await sql`select support.resolve_dispute(${two}, 'claimant', 'Receipt of 2019 seen', ${desk})`;
  await runJobs();
  await waitForMail(claimant.email, 'Sarjanumero on sinun: Test camera');
  const lost = await waitForMail(holder.email, 'Sarjanumero todettiin toisen yrityksen numeroksi');
  expect(lost.text).not.toContain(claimant.email);
});
