import fc from 'fast-check';
import { type Command, makeCommands, pick } from './commands.ts';
import { anyNumber, mayWrite } from './inputs.ts';
import { adjust } from './ledger.ts';
import { migrate } from './migration.ts';
import { byHand, request } from './portal.ts';
import { find, type Programme } from './state.ts';

const someEntry = ({ companies }: Programme) => companies.some(({ ledger }) => ledger.length > 0);
const someProduct = ({ products }: Programme) => products.length > 0;

/** Three sources a company, so that the same one comes again. */
const toSource = (companyId: string, { source }: { source: number }) => `model:${companyId}:${source}`;

const adjusts = makeCommands(
  fc.record({ company: fc.nat(2), points: fc.constantFrom(-450, -100, 1, 100, 499, 500), source: fc.nat(2) }),
  {
    name: 'adjust',
    inModel: (programme, input) => {
      const { id } = pick(programme.companies, input.company);
      return adjust(programme, id, input.points, toSource(id, input));
    },
    inDatabase: (portal, programme, input) => {
      const { id } = pick(programme.companies, input.company);
      return byHand(portal, async (transaction) => {
        await transaction`insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
        values (${id}, 'adjustment', ${input.points}, 0, ${toSource(id, input)}, 'Given by a test')`;
        return 'done';
      });
    },
  },
);

const migrates = makeCommands(fc.record({ company: fc.nat(2), isStranger: fc.constantFrom(0, 0, 0, 1), mayWrite }), {
  name: 'migrate',
  inModel: (programme, input, became) => {
    const { id } = pick(programme.companies, input.company);
    const actor = {
      companyId: pick(programme.companies, input.company + input.isStranger).id,
      mayWrite: input.mayWrite,
    };
    return migrate(programme, actor, id, became);
  },
  inDatabase: async (portal, programme, input, became) => {
    const { id, oldProducts } = pick(programme.companies, input.company);
    const actorId = pick(programme.companies, input.company + input.isStranger).id;
    const outcome = await request(portal, actorId, input.mayWrite, async (transaction) => {
      await transaction`select public.migrate_products(${id})`;
      return 'done';
    });
    const rows =
      await portal.sql`select id, product_id from private.legacy_products where id = any (${oldProducts.map((old) => old.id)}) and product_id is not null`;
    for (const row of rows) became.set(row.id, row.product_id);
    return outcome;
  },
});

/** The catalogue changes; entries already made do not (R2). */
const revalues = makeCommands(fc.record({ model: fc.nat(2), points: fc.constantFrom(1, 100, 400, 700) }), {
  name: 'change the value of a model',
  inModel: (programme, { model, points }) => {
    pick(programme.models, model).points = points;
    return 'done';
  },
  inDatabase: (portal, programme, { model, points }) =>
    byHand(portal, async (transaction) => {
      await transaction`update public.product_models set points = ${points} where id = ${pick(programme.models, model).id}`;
      return 'done';
    }),
});

/** What a hand in the dashboard may try, and what it is told. */
const tries: { statement: string; refusal: string }[] = [
  {
    statement: `update public.point_entries set points = points + 1 where account_id = $1`,
    refusal: 'ledger_append_only',
  },
  { statement: `delete from public.point_entries where account_id = $1`, refusal: 'ledger_append_only' },
  {
    statement: `update public.point_balances set balance = balance + 1 where account_id = $1`,
    refusal: 'balance_is_derived',
  },
  { statement: `delete from public.point_balances where account_id = $1`, refusal: 'balance_is_derived' },
  {
    statement: `insert into public.invitations (account_id, balance, threshold) values ($1, 500, 500)`,
    refusal: 'not_allowed',
  },
  {
    statement: `insert into public.point_entries (account_id, product_id, model_id, kind, points, balance_after, source)
      select account_id, product_id, model_id, 'award', 100, 0, 'award:by hand' from public.point_entries where account_id = $1 limit 1`,
    refusal: 'not_allowed',
  },
];

const bends = makeCommands(fc.record({ company: fc.nat(2), attempt: fc.nat(tries.length - 1) }), {
  name: 'bend the ledger by hand',
  isPossible: someEntry,
  inModel: (programme, { company, attempt }) => {
    const { ledger } = pick(
      programme.companies.filter((each) => each.ledger.length > 0),
      company,
    );
    // A row that is not there cannot be bent.
    return ledger.length > 0 ? pick(tries, attempt).refusal : 'done';
  },
  inDatabase: (portal, programme, { company, attempt }) => {
    const { id } = pick(
      programme.companies.filter(({ ledger }) => ledger.length > 0),
      company,
    );
    return byHand(portal, async (transaction) => {
      await transaction.unsafe(pick(tries, attempt).statement, [id]);
      return 'done';
    });
  },
});

const deletions = makeCommands(fc.record({ product: anyNumber, comesBack: fc.boolean() }), {
  name: 'delete or bring back by hand',
  isPossible: someProduct,
  inModel: (programme, { product, comesBack }) => {
    if (!comesBack) return 'product_delete_refused';
    return find(programme.products, pick(programme.products, product).id).isRemoved ? 'product_removed' : 'done';
  },
  inDatabase: (portal, programme, { product, comesBack }) => {
    const { id } = pick(programme.products, product);
    return byHand(portal, async (transaction) => {
      if (comesBack) await transaction`update public.products set removed_at = null where id = ${id}`;
      else await transaction`delete from public.products where id = ${id}`;
      return 'done';
    });
  },
});

/** Adjustments, migration, changes of the catalogue, and hands that try to bend what is kept. */
export const otherCommands: fc.Arbitrary<Command>[] = [adjusts, migrates, revalues, bends, deletions];
