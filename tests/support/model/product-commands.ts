import fc from 'fast-check';
import { type Command, makeCommands, pick } from './commands.ts';
import { anyNumber, change, details, mayWrite } from './inputs.ts';
import { request, toColumns } from './portal.ts';
import { edit, register, remove } from './products.ts';
import { type Details, type Product, type Programme, toId } from './state.ts';

const someProduct = ({ products }: Programme) => products.length > 0;

interface Registration {
  id: string;
  company: number;
  /** Whose page the form is on; nearly always the own company's. */
  actsFor: number;
  mayWrite: boolean;
  model: number;
  details: Details;
}

const registration = fc.record({
  id: fc.uuid({ version: 4 }),
  company: fc.nat(2),
  actsFor: fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
  mayWrite,
  model: fc.nat(3),
  details,
});

/** A fourth model is one that the catalogue does not have. */
const modelId = ({ models }: Programme, number: number) => models[number]?.id ?? '00000000-0000-4000-8000-000000000000';

function toRegistration(programme: Programme, input: Registration) {
  const companyId = pick(programme.companies, input.company).id;
  const actor = { companyId: pick(programme.companies, input.company + input.actsFor).id, mayWrite: input.mayWrite };
  return {
    actor,
    input: {
      id: toId(programme, input.id),
      companyId,
      modelId: modelId(programme, input.model),
      details: input.details,
    },
  };
}

type RealRegistration = ReturnType<typeof toRegistration>;

const insert =
  ({ input }: RealRegistration) =>
  async (transaction: Parameters<Parameters<typeof request>[3]>[0]) => {
    const row = {
      id: input.id,
      account_id: input.companyId,
      ...toColumns({ modelId: input.modelId, ...input.details }),
    };
    await transaction`insert into public.products ${transaction(row)}`;
    return 'done';
  };

const registers = makeCommands(registration, {
  name: 'register',
  inModel: (programme, input) => {
    const { actor, input: product } = toRegistration(programme, input);
    return register(programme, actor, product);
  },
  inDatabase: (portal, programme, input) => {
    const real = toRegistration(programme, input);
    return request(portal, real.actor.companyId, real.actor.mayWrite, insert(real));
  },
});

/** The same form sent twice, or a serial that somebody has registered: what a claim is made of. */
function copyProduct(
  programme: Programme,
  { product, company, sameId, newId }: { product: number; company: number; sameId: boolean; newId: string },
) {
  const original = pick(programme.products, product);
  const companyId = sameId ? original.companyId : pick(programme.companies, company).id;
  const { modelId: model, serial, purchasedOn, country, dealer } = original;
  const input = {
    id: sameId ? original.id : toId(programme, newId),
    companyId,
    modelId: model,
    details: { serial, purchasedOn, country, dealer },
  };
  return { actor: { companyId, mayWrite: true }, input };
}

const claims = makeCommands(
  fc.record({ product: anyNumber, company: fc.nat(2), sameId: fc.boolean(), newId: fc.uuid({ version: 4 }) }),
  {
    name: 'claim',
    isPossible: someProduct,
    inModel: (programme, input) => {
      const { actor, input: product } = copyProduct(programme, input);
      return register(programme, actor, product);
    },
    inDatabase: (portal, programme, input) => {
      const real = copyProduct(programme, input);
      return request(portal, real.actor.companyId, true, insert(real));
    },
  },
);

/** Who acts: mostly the company the product belongs to. */
const onProduct = {
  product: anyNumber,
  isStranger: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
  mayWrite,
};

function toTarget(programme: Programme, input: { product: number; isStranger: number; mayWrite: boolean }) {
  const product = pick(programme.products, input.product);
  const place = programme.companies.findIndex(({ id }) => id === product.companyId);
  return {
    product,
    actor: { companyId: pick(programme.companies, place + input.isStranger).id, mayWrite: input.mayWrite },
  };
}

function toChange(
  programme: Programme,
  input: { change: { details: Partial<Details>; model: number | null } },
): Partial<Details> & { modelId?: string } {
  const { details: fields, model } = input.change;
  return { ...fields, ...(model === null ? {} : { modelId: modelId(programme, model) }) };
}

const edits = makeCommands(fc.record({ ...onProduct, change }), {
  name: 'edit',
  isPossible: someProduct,
  inModel: (programme, input) => {
    const { product, actor } = toTarget(programme, input);
    const fields = toChange(programme, input);
    return Object.keys(fields).length === 0 ? 'done' : edit(programme, actor, product.id, fields);
  },
  inDatabase: (portal, programme, input) => {
    const { product, actor } = toTarget(programme, input);
    const columns = toColumns(toChange(programme, input));
    if (Object.keys(columns).length === 0) return Promise.resolve('done');
    return request(portal, actor.companyId, actor.mayWrite, async (transaction) => {
      const { count } = await transaction`update public.products set ${transaction(columns)} where id = ${product.id}`;
      return count === 0 ? 'no row' : 'done';
    });
  },
});

/** Fills every gap of a product, so that points are earned often. */
const completion = (product: Product): Partial<Details> => ({
  purchasedOn: product.purchasedOn ?? '2024-05-02',
  country: product.country ?? 'FI',
  dealer: product.dealer ?? 'Kuvakulma Helsinki',
  serial: product.serial ?? '12345',
});

const completes = makeCommands(fc.record(onProduct), {
  name: 'complete',
  isPossible: someProduct,
  inModel: (programme, input) => {
    const { product, actor } = toTarget(programme, input);
    return edit(programme, actor, product.id, completion(product));
  },
  inDatabase: (portal, programme, input) => {
    const { product, actor } = toTarget(programme, input);
    return request(portal, actor.companyId, actor.mayWrite, async (transaction) => {
      const { count } =
        await transaction`update public.products set ${transaction(toColumns(completion(product)))} where id = ${product.id}`;
      return count === 0 ? 'no row' : 'done';
    });
  },
});

const removals = makeCommands(fc.record(onProduct), {
  name: 'remove',
  isPossible: someProduct,
  inModel: (programme, input) => {
    const { product, actor } = toTarget(programme, input);
    return remove(programme, actor, product.id);
  },
  inDatabase: (portal, programme, input) => {
    const { product, actor } = toTarget(programme, input);
    return request(portal, actor.companyId, actor.mayWrite, async (transaction) => {
      await transaction`select public.remove_product(${product.id})`;
      return 'done';
    });
  },
});

/** What members do with products: register, claim another's serial, complete, edit, remove. */
export const productCommands: fc.Arbitrary<Command>[] = [
  registers,
  registers,
  claims,
  claims,
  completes,
  edits,
  edits,
  removals,
];
