import { randomUUID } from 'node:crypto';
import type postgres from 'postgres';
import type { Member } from '../database/as-member.ts';

/** A company with one person who may change products and one who may only look. */
export interface Company {
  id: string;
  owner: Member;
  viewer: Member;
}

/** A model of the catalogue as a test makes it. */
export interface Model {
  id: string;
  points: number;
  /** Form of the normalised serial. */
  pattern: string;
  stripsLeadingZeros: boolean;
  isRegistrable: boolean;
}

/** A product the old system knows of. */
export interface OldProduct {
  id: string;
  modelId: string;
  serial: string | null;
  purchasedOn: string | null;
  country: string | null;
  dealer: string | null;
}

/** Opens a company account with its people, as confirming an address does. */
export async function createCompany(sql: postgres.Sql): Promise<Company> {
  const id = randomUUID();
  const people = [createMember(), createMember()] as const;
  const address = (member: Member) => `${member.userId}@world.example`;
  const [owner, viewer] = people;
  await sql.begin(async (transaction) => {
    for (const person of people) {
      await transaction`insert into auth.users (id, email, email_confirmed_at) values (${person.userId}, ${address(person)}, now())`;
      await transaction`insert into auth.sessions (id, user_id) values (${person.sessionId}, ${person.userId})`;
    }
    await transaction`insert into public.accounts (id, company_name, business_id, country, contact_name, email, locale, terms_accepted_at)
      values (${id}, 'Kuvaamo', '1234567-1', 'FI', 'Aino Virta', ${address(owner)}, 'fi', now())`;
    await transaction`insert into public.account_members (account_id, user_id, role) values (${id}, ${owner.userId}, 'owner')`;
    await transaction`insert into public.account_members (account_id, user_id, role) values (${id}, ${viewer.userId}, 'viewer')`;
  });
  return { id, owner, viewer };
}

function createMember(): Member {
  return { userId: randomUUID(), sessionId: randomUUID() };
}

/** Puts a model into the catalogue. */
export async function createModel(sql: postgres.Sql, change: Partial<Model> = {}): Promise<Model> {
  const model = {
    id: randomUUID(),
    points: 100,
    pattern: '^[A-Z0-9]{2,8}$',
    stripsLeadingZeros: false,
    isRegistrable: true,
    ...change,
  };
  await sql`insert into public.product_models (id, code, name, category, points, serial_pattern, serial_example, strips_leading_zeros, is_registrable)
    values (${model.id}, ${`W-${randomUUID().slice(0, 23).toUpperCase()}`}, 'A model of a test', 'lens', ${model.points}, ${model.pattern}, '1234567',
      ${model.stripsLeadingZeros}, ${model.isRegistrable})`;
  return model;
}

/** Puts an account with products into the old system, under the confirmed address of the company's owner. */
export async function createOldAccount(sql: postgres.Sql, company: Company, products: OldProduct[]): Promise<void> {
  const id = randomUUID();
  await sql.begin(async (transaction) => {
    await transaction`insert into private.legacy_accounts (id, email, company_name, country)
      values (${id}, ${`${company.owner.userId}@world.example`}, 'Kuvaamo', 'FI')`;
    for (const product of products) {
      await transaction`insert into private.legacy_products (id, legacy_account_id, model_id, serial_number, purchased_on, purchase_country, dealer_name)
        values (${product.id}, ${id}, ${product.modelId}, ${product.serial}, ${product.purchasedOn}, ${product.country}, ${product.dealer})`;
    }
  });
}
