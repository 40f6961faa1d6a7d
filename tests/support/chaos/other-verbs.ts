import type { Random } from './random.ts';
import type { Town } from './town.ts';
import type { Verb } from './verb.ts';

const staff = 'chaos@desk.example';

function inventPoints(random: Random): number {
  return random.pick([-300, -50, 10, 50, 120, 400]);
}

const adjust: Verb = {
  name: 'adjust',
  weight: 8,
  choose: (town, random) => {
    const { id } = random.pick(town.companies);
    const source = `chaos:${random.uuid()}`;
    const points = inventPoints(random);
    return {
      send: (client) =>
        client.byHand(async (transaction) => {
          await transaction`insert into public.point_entries (account_id, kind, points, balance_after, source, reason)
            values (${id}, 'adjustment', ${points}, 0, ${source}, 'A correction')`;
        }),
      meansDone: ['23505'],
      keep: () => town.promised.sources.add(source),
    };
  },
};

const adjustAtTheDesk: Verb = {
  name: 'adjust at the desk',
  weight: 4,
  needs: 'support.adjust_points',
  choose: (town, random) => {
    const { id } = random.pick(town.companies);
    const reason = `Correction ${random.uuid()}`;
    const points = random.pick([-50, 10, 50]);
    return {
      send: (client, isRepeated) =>
        client.byHand(async (transaction) => {
          // As a person would: look whether it was booked before booking it again.
          const booked = isRepeated
            ? await transaction`select from public.point_entries where account_id = ${id} and reason = ${reason}`
            : [];
          if (booked.length === 0)
            await transaction`select support.adjust_points(${id}, ${points}, ${reason}, ${staff})`;
        }),
    };
  },
};

const migrate: Verb = {
  name: 'migrate',
  weight: 1,
  choose: ({ waitingToMigrate }, random) => {
    if (waitingToMigrate.length === 0) return undefined;
    const [waiting] = waitingToMigrate.splice(random.below(waitingToMigrate.length), 1);
    if (!waiting) return undefined;
    return {
      send: (client) =>
        client.asMember(waiting.member, async (transaction) => {
          await transaction`select public.migrate_products(${waiting.company.id})`;
        }),
      meansDone: ['migration_nothing_to_move'],
    };
  },
};

const transfer: Verb = {
  name: 'transfer',
  weight: 6,
  needs: 'public.accept_release',
  choose: (town: Town, random: Random) => {
    const recent = town.products.slice(-400);
    if (recent.length === 0) return undefined;
    const { id, company } = random.pick(recent);
    const buyer = random.pick(town.companies);
    let token: string | undefined;
    let received: string | undefined;
    return {
      send: async (client) => {
        token ??= await client.asMember(company.owner, async (transaction) => {
          const [row] = await transaction`select public.release_product(${id}) ->> 'token' as token`;
          return row?.token as string;
        });
        received = await client.asMember(buyer.owner, async (transaction) => {
          const [row] =
            await transaction`select public.accept_release(${token ?? ''}, ${buyer.id}, '2024-05-02', true, 'FI', 'Kuvaamo', false) ->> 'product_id' as id`;
          return row?.id as string;
        });
      },
      keep: () => {
        if (received) town.products.push({ id: received, company: buyer });
      },
    };
  },
};

/** What staff does, and what moves products between systems and companies. */
export const otherVerbs: Verb[] = [adjust, adjustAtTheDesk, migrate, transfer];
