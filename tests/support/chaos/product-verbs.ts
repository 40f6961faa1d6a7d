import type { Random } from './random.ts';
import { sharedSerial, type Town } from './town.ts';
import type { Operation, Verb } from './verb.ts';

/** Members work on what is new: old products are left in peace more often. */
function pickProduct({ products }: Town, random: Random): Town['products'][number] | undefined {
  const recent = products.slice(-400);
  return recent.length > 0 ? random.pick(recent) : undefined;
}

function inventDetails(random: Random): Record<string, string | null> {
  return {
    purchased_on: random.percent(80) ? '2024-05-02' : null,
    purchase_country: random.percent(85) ? 'FI' : null,
    dealer_name: random.percent(80) ? 'Kuvakulma Helsinki' : null,
  };
}

/** Most serials are new, some are wanted by others too, some are missing. */
function inventSerial(random: Random): string | null {
  if (random.percent(15)) return null;
  return random.percent(40) ? sharedSerial(random) : String(10_000_000 + random.below(89_999_999));
}

function insertProduct(town: Town, random: Random, serial: string | null, modelId: string): Operation {
  const company = random.pick(town.companies);
  const row = {
    id: random.uuid(),
    account_id: company.id,
    model_id: modelId,
    serial_number: serial,
    ...inventDetails(random),
  };
  return {
    send: (client) =>
      client.asMember(company.owner, async (transaction) => {
        await transaction`insert into public.products ${transaction(row)}`;
      }),
    meansDone: ['23505'],
    keep: () => {
      town.promised.products.add(row.id);
      town.products.push({ id: row.id, company });
    },
  };
}

function updateProduct(town: Town, random: Random, values: Record<string, string | null>): Operation | undefined {
  const product = pickProduct(town, random);
  return (
    product && {
      send: (client) =>
        client.asMember(product.company.owner, async (transaction) => {
          await transaction`update public.products set ${transaction(values)} where id = ${product.id}`;
        }),
    }
  );
}

const register: Verb = {
  name: 'register',
  weight: 30,
  choose: (town, random) => insertProduct(town, random, inventSerial(random), random.pick(town.models).id),
};

const claim: Verb = {
  name: 'claim',
  weight: 12,
  choose: (town, random) => insertProduct(town, random, sharedSerial(random), random.pick(town.models).id),
};

const complete: Verb = {
  name: 'complete',
  weight: 18,
  choose: (town, random) =>
    updateProduct(town, random, {
      purchased_on: '2024-05-02',
      purchase_country: 'FI',
      dealer_name: 'Kuvakulma Helsinki',
    }),
};

const edit: Verb = {
  name: 'edit',
  weight: 18,
  choose: (town, random) =>
    updateProduct(town, random, {
      ...(random.percent(40) ? { serial_number: inventSerial(random) } : {}),
      ...(random.percent(20) ? { model_id: random.pick(town.models).id } : {}),
      ...inventDetails(random),
    }),
};

const remove: Verb = {
  name: 'remove',
  weight: 8,
  choose: (town, random) => {
    const product = pickProduct(town, random);
    return (
      product && {
        send: (client) =>
          client.asMember(product.company.owner, async (transaction) => {
            await transaction`select public.remove_product(${product.id})`;
          }),
      }
    );
  },
};

const removeMany: Verb = {
  name: 'remove many',
  weight: 1,
  choose: (town, random) => {
    const company = random.pick(town.companies);
    const ids = town.products
      .slice(-400)
      .filter((product) => product.company === company)
      .slice(0, 5)
      .map(({ id }) => id);
    if (ids.length === 0) return undefined;
    return {
      send: (client) =>
        client.asMember(company.owner, async (transaction) => {
          await transaction`select public.remove_products(${ids})`;
        }),
    };
  },
};

/** What members do to their products. */
export const productVerbs: Verb[] = [register, claim, complete, edit, remove, removeMany];
