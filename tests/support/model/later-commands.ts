import fc from 'fast-check';
import type postgres from 'postgres';
import { type Command, makeCommands, pick } from './commands.ts';
import { anyNumber, mayWrite } from './inputs.ts';
import { book } from './ledger.ts';
import { byHand, request } from './portal.ts';
import type { Outcome } from './state.ts';
import { transfer } from './transfer.ts';

const staff = 'model@desk.example';

const purchase = { purchasedOn: '2024-05-02', country: 'FI', dealer: 'Kuvaamo' };

/** The owner makes a link, another company accepts it, at once. */
const transfers = makeCommands(
  fc.record({ product: anyNumber, isStranger: fc.constantFrom(0, 0, 0, 0, 1), buyer: fc.nat(1), mayWrite }),
  {
    name: 'transfer',
    isPossible: ({ products }) => products.length > 0,
    inModel: (programme, input, received) => {
      const { companies, products } = programme;
      const product = pick(products, input.product);
      const place = companies.findIndex(({ id }) => id === product.companyId);
      const actor = { companyId: pick(companies, place + input.isStranger).id, mayWrite: input.mayWrite };
      const buyerId = pick(companies, place + 1 + input.buyer).id;
      return transfer(programme, actor, product.id, {
        id: received.get('product') ?? '',
        companyId: buyerId,
        purchase,
      });
    },
    inDatabase: async (portal, { companies, products }, input, received) => {
      const product = pick(products, input.product);
      const place = companies.findIndex(({ id }) => id === product.companyId);
      const buyerId = pick(companies, place + 1 + input.buyer).id;
      let token = '';
      const released = await request(
        portal,
        pick(companies, place + input.isStranger).id,
        input.mayWrite,
        async (transaction) => {
          const [row] = await transaction`select public.release_product(${product.id}) ->> 'token' as token`;
          token = row?.token;
          return 'done';
        },
      );
      if (released !== 'done') return released;
      return request(portal, buyerId, true, async (transaction) => {
        const [row] =
          await transaction`select public.accept_release(${token}, ${buyerId}, ${purchase.purchasedOn}, false, ${purchase.country},
        ${purchase.dealer}, false) ->> 'product_id' as id`;
        received.set('product', row?.id);
        return 'done';
      });
    },
  },
);

const adjustments = fc.record({
  company: fc.nat(2),
  points: fc.constantFrom(-50, -1, 0, 10, 50),
  reason: fc.constantFrom('A correction', 'A correction', ' no '),
  staff: fc.constantFrom(staff, staff, staff, 'nobody@desk.example'),
});

const deskAdjusts = makeCommands(adjustments, {
  name: 'adjust at the desk',
  inModel: ({ companies }, { company, points, reason, staff: who }): Outcome => {
    if (who !== staff) return 'staff_unknown';
    if (points === 0) return 'points_missing';
    if (reason.trim().length < 5) return 'reason_missing';
    book(pick(companies, company), { kind: 'adjustment', points, productId: null });
    return 'done';
  },
  inDatabase: (portal, { companies }, { company, points, reason, staff: who }) =>
    byHand(portal, async (transaction) => {
      await transaction`insert into support.staff (email, name) values (${staff}, 'A Model') on conflict do nothing`;
      await transaction`select support.adjust_points(${pick(companies, company).id}, ${points}, ${reason}, ${who})`;
      return 'done';
    }),
});

/** Commands whose functions came after the first version of the database: those that are there. */
export async function listLaterCommands(sql: postgres.Sql): Promise<fc.Arbitrary<Command>[]> {
  const [there] = await sql`
    select to_regproc('public.accept_release') is not null as transfers, to_regproc('support.adjust_points') is not null as desk`;
  return [...(there?.transfers ? [transfers] : []), ...(there?.desk ? [deskAdjusts] : [])];
}
