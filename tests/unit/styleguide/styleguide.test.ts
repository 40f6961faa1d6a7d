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

  it('shows a state by the component’s own rule', () => {
    expect(rewriteSelector('.button.svelte-x:hover, a:focus-visible')).toBe(
      '.button.svelte-x.forced-hover, a.forced-focus',
    );
    expect(rewriteSelector('.control:active:not(:disabled)')).toBe('.control.forced-active:not(:disabled)');
    expect(rewriteSelector('.card:focus-within')).toBe('.card.forced-within');
    expect(rewriteSelector('.hovered')).toBe('.hovered');
  });
});
