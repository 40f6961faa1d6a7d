import { describe, expect, it } from 'vitest';
import { rewriteSelector } from '../../../src/components/styleguide/force-states.ts';
import { listSourceFiles, readSource } from '../source-files.ts';

describe('the styleguide', () => {
  it('shows every base component', () => {
    const chapters = listSourceFiles('src/components/styleguide', ['.svelte']).map(readSource).join('\n');
    // The line below a field, which every field with an error shows; and what has no look of its own.
    const others = ['FieldError', 'Later'];
    const names = listSourceFiles('src/components/ui', ['.svelte'])
      .map((path) => path.replace(/^.*\/(\w+)\.svelte$/, '$1'))
      .filter((name) => !others.includes(name));
    expect(names.filter((name) => !chapters.includes(`<${name}`))).toEqual([]);
  });

  it('shows every state a component has', () => {
    const chapters = listSourceFiles('src/components/styleguide', ['.svelte']).map(readSource).join('\n');
    const states = {
      TextField: ['filled', 'optional', 'read only', 'error', 'disabled'],
      SelectField: ['error', 'disabled'],
      TextArea: ['error', 'disabled'],
      DateField: ['error', 'disabled'],
      Combobox: ['error', 'disabled', 'open', 'empty', 'failed'],
      Checkbox: ['on', 'error', 'disabled'],
      Switch: ['on', 'disabled'],
      RadioCards: ['chosen', 'error', 'disabled'],
      Button: ['busy', 'disabled', 'with icon', 'link'],
      Dialog: ['open', 'busy'],
    };
    const wanted = Object.entries(states).flatMap(([name, own]) => own.map((state) => `${name}: ${state}`));
    expect(wanted.filter((state) => !chapters.includes(`state="${state}"`))).toEqual([]);
  });

  it('shows no component pointed at, pressed or tabbed to that has no look of its own for it', () => {
    const chapters = listSourceFiles('src/components/styleguide', ['.svelte']).map(readSource).join('\n');
    const forced = [...chapters.matchAll(/<Specimen (?:\{state\}|state=[`{"][^>]*\$?\{state\}[`}"]+)>(?:<p>)?<(\w+)/g)];
    const names = new Set(forced.flatMap(([, name]) => name ?? []));
    expect([...names].sort()).toEqual([
      'Button',
      'Checkbox',
      'Combobox',
      'DateField',
      'RadioCards',
      'RichText',
      'SelectField',
      'Switch',
      'TextArea',
      'TextField',
    ]);
    const [controls, links] = ['controls', 'global'].map((name) => readSource(`src/styles/${name}.css`));
    const without = [...names].flatMap((name) => {
      const source = readSource(`src/components/ui/${name}.svelte`);
      const rules = `${source} ${source.includes('class="control"') ? controls : ''} ${name === 'RichText' ? links : ''}`;
      return [':hover', ':active'].filter((state) => !rules.includes(state)).map((state) => `${name}${state}`);
    });
    expect(without).toEqual([]);
  });

  it('shows a state by the component’s own rule', () => {
    expect(rewriteSelector('.button.svelte-x:hover, a:focus-visible')).toBe(
      '.button.svelte-x.forced-hover, a.forced-focus',
    );
    expect(rewriteSelector('.control:active:not(:disabled)')).toBe('.control.forced-active:not(:disabled)');
    expect(rewriteSelector('.card:focus-within')).toBe('.card.forced-within');
    expect(rewriteSelector('.hovered')).toBe('.hovered');
  });
});
