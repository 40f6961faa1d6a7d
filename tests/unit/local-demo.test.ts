import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type DemoAccount, type DemoProduct, demoPassword } from '../../local/demo/account.ts';
import { demoAccounts } from '../../local/demo/accounts.ts';
import { formatSignIns } from '../../local/demo/print.ts';
import { seedDirectory } from '../../local/paths.ts';

const catalogue = readFileSync(join(seedDirectory, '10_catalogue.sql'), 'utf8');
const claimed = new Map<string, string>();

/** The points of a product with all its data whose serial nobody before it claims (R1, R5). */
function countPoints(account: DemoAccount, { model, serial, boughtOn, dealer }: DemoProduct): number {
  const points = new RegExp(`\\('${model}', '[^']+', '[a-z]+', (\\d+),`).exec(catalogue)?.[1];
  const holder = claimed.get(`${model} ${serial}`) ?? account.email;
  claimed.set(`${model} ${serial}`, holder);
  return serial && boughtOn && dealer && holder === account.email ? Number(points) : 0;
}

const balances = new Map(
  demoAccounts.map((account) => [
    account.email,
    account.products.reduce((sum, product) => sum + countPoints(account, product), 0),
  ]),
);

describe('the demo accounts', () => {
  it.each([
    ['nolla', 0],
    ['499', 499],
    ['500', 500],
    ['2000', 2000],
    ['2500', 2500],
    ['2501', 2501],
  ])('give %s@demo.example exactly %i points', (name, points) => {
    expect(balances.get(`${name}@demo.example`)).toBe(points);
  });

  it('have an old account under another address and one under the address that signs in', () => {
    const old = demoAccounts.flatMap(({ email, legacy }) => (legacy ? [legacy.email === email] : []));
    expect(old.toSorted()).toEqual([false, true]);
  });

  it('give the member enough points for the gold tier', () => {
    const [member] = demoAccounts.filter(({ tier }) => tier === 'gold');
    expect(balances.get(member?.email ?? '')).toBeGreaterThanOrEqual(1000);
  });

  it('are printed one to a line with situation, address and password', () => {
    const lines = formatSignIns().split('\n');
    expect(lines).toHaveLength(demoAccounts.length + 1);
    for (const [index, { situation, email }] of demoAccounts.entries()) {
      expect(lines[index + 1]?.split(/ {2,}/)).toEqual(['', situation, email, demoPassword]);
    }
  });
});
