import { inventSerial } from '../company.ts';
import { createMember, signInAs } from '../members.ts';
import { SeriesPage } from '../pages/series.ts';
import { readWords } from '../pages/words.ts';
import { sql } from '../stack.ts';
import { countRows } from './count.ts';
import { clearFields, type TestedForm, typeAll, writesTo } from './form.ts';
import { readDealer } from './product-forms.ts';

const words = readWords('fi', 'common');

/** Two units of one purchase. */
export const seriesForm: TestedForm = {
  name: 'Register series',
  async open(page) {
    const member = await createMember();
    await signInAs(page, member);
    const form = new SeriesPage(page);
    await form.open();
    const { model, date, dealer } = form.purchase;
    const purchase = [
      { field: date, value: '1.6.2023' },
      { field: dealer, value: 'Kuvakulma Helsinki' },
    ];
    const first = { field: form.line(1), value: inventSerial() };
    const second = { field: form.line(2), value: inventSerial() };
    const pattern = words('common.date.pattern');
    return {
      member,
      submit: form.save,
      problems: page.getByRole('main').getByRole('alert'),
      required: [model, form.line(1)],
      bad: [{ field: date, value: '31.2.2023', says: words('common.form.field_date', { pattern }) }],
      typed: [...purchase, first, second],
      echo: { field: dealer, show: () => readDealer(page, member) },
      empty: () => clearFields([model, date, dealer, form.line(1), form.line(2)]),
      fill: async () => {
        await form.purchase.chooseModel('50 mm', 'Valokeila 50 mm f/1.2');
        await typeAll([...purchase, first]);
        await form.line(1).press('Enter');
        await typeAll([second]);
      },
      done: form.result,
      isWrite: writesTo('/rpc/register_series', 'POST'),
      countWritten: async () => (await countRows(sql`from public.products where account_id = ${member.accountId}`)) / 2,
    };
  },
};
