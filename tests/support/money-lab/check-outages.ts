import { findBrokenPromises } from './books.ts';
import type { MoneyLab, Run } from './lab.ts';
import { advanceTo, cards, rest, saveCard } from './year.ts';

const outageHours = 72;
const hoursBetweenJobs = 4;

/** What became of outages: nothing when all drained, else a sentence for each promise that was broken. */
export async function checkOutages(lab: MoneyLab): Promise<string[]> {
  return [
    ...(await lab.run(joinWithoutStripe)),
    ...(await lab.run(chargeWithoutStripe)),
    ...(await lab.run((run) => loseAnswerBeforeOutage(run, 'POST /v1/customers'))),
    ...(await lab.run((run) => loseAnswerBeforeOutage(run, 'POST /v1/subscriptions'))),
    ...(await lab.run(joinWithoutMail)),
  ];
}

/** A company joins in the first hour of an outage; three days later everything is made up for. */
async function joinWithoutStripe(run: Run): Promise<string[]> {
  run.disturbance.isStripeDown = true;
  const { status, page } = await run.portal.join();
  const problems = status === 200 && page === null ? [] : [`joining without Stripe answered ${status}`];
  await endure(run);
  run.disturbance.isStripeDown = false;
  await rest(run);
  return [...problems, ...(await findBrokenPromises(run)), ...(await expectMembers(run))].map(
    (problem) => `joined without Stripe: ${problem}`,
  );
}

/** Stripe is down from before the due date until three days after it: the card is charged then, once. */
async function chargeWithoutStripe(run: Run): Promise<string[]> {
  await run.portal.join();
  await rest(run);
  await saveCard(run, cards.good);
  await advanceTo(run, 1);
  await advanceTo(run, 29);
  run.disturbance.isStripeDown = true;
  await run.stripe.advance(36 * 3600);
  await endure(run);
  run.disturbance.isStripeDown = false;
  await rest(run);
  const paid = run.stripe.store.all('charge').filter((charge) => charge.paid).length;
  const problems = paid === 1 ? [] : [`${paid} charges`];
  return [...problems, ...(await findBrokenPromises(run))].map((problem) => `due without Stripe: ${problem}`);
}

/** An answer of Stripe is lost, and then it is gone for longer than it remembers keys: what took effect must be found, not made again. */
async function loseAnswerBeforeOutage(run: Run, request: string): Promise<string[]> {
  run.disturbance.loseAnswerOf = request;
  await run.portal.join();
  const problems = run.disturbance.requests.includes(request) ? [] : ['it was never asked for'];
  run.disturbance.isStripeDown = true;
  await endure(run);
  run.disturbance.isStripeDown = false;
  await rest(run);
  return [...problems, ...(await findBrokenPromises(run)), ...(await expectMembers(run))].map(
    (problem) => `answer of ${request} lost before an outage: ${problem}`,
  );
}

/** Three days without a mail server: every mail goes out afterwards, once. */
async function joinWithoutMail(run: Run): Promise<string[]> {
  run.disturbance.isMailDown = true;
  await run.portal.join();
  await endure(run);
  const early = run.portal.sentMails.length;
  run.disturbance.isMailDown = false;
  await rest(run);
  const mails = await run.database.query<{ id: string }>('select id from private.mail_outbox');
  const { sentMails } = run.portal;
  const problems = early === 0 ? [] : [`${early} mails went out without a server`];
  if (mails.length === 0) problems.push('nothing was written');
  for (const { id } of mails) {
    const times = sentMails.filter((sent) => sent === id).length;
    if (times !== 1) problems.push(`a mail went out ${times} times`);
  }
  return problems.map((problem) => `without a mail server: ${problem}`);
}

async function endure(run: Run): Promise<void> {
  for (let hours = 0; hours < outageHours; hours += hoursBetweenJobs) {
    await run.portal.receiveEvents();
    await run.portal.runJobs();
    await run.portal.passHours(hoursBetweenJobs);
    await run.stripe.advance(hoursBetweenJobs * 3600);
  }
}

async function expectMembers({ database }: Run): Promise<string[]> {
  const rows = await database.query(
    "select from public.memberships where state <> 'ended' and stripe_subscription_id is not null",
  );
  return rows.length === 1 ? [] : [`${rows.length} memberships known at Stripe`];
}
