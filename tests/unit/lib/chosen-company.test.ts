import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseCompany } from '../../../src/lib/choose-company.ts';
import { keepCompany, recallCompany } from '../../../src/lib/chosen-company.ts';
import { readDraft, saveDraft } from '../../../src/lib/drafts.ts';

/** A tab: it has a storage of its own and shares the browser's. */
function openTab(): void {
  vi.stubGlobal('sessionStorage', makeStorage());
}

beforeEach(() => {
  vi.stubGlobal('localStorage', makeStorage());
  openTab();
});

describe('the company of a tab', () => {
  it('is none before any choice', () => {
    expect(recallCompany()).toBeNull();
  });

  it('is where a new tab begins after it was chosen by hand', () => {
    chooseCompany('aamu');
    openTab();
    expect(recallCompany()).toBe('aamu');
  });

  it('stays when another one is chosen in another tab', () => {
    keepCompany('aamu');
    const first = sessionStorage;
    openTab();
    chooseCompany('ilta');
    vi.stubGlobal('sessionStorage', first);
    expect(recallCompany()).toBe('aamu');
  });

  it('is none where the browser keeps nothing, and nothing breaks', () => {
    const refuse = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    vi.stubGlobal('sessionStorage', { getItem: refuse, setItem: refuse });
    chooseCompany('aamu');
    expect(recallCompany()).toBeNull();
  });

  it('has drafts of its own', () => {
    keepCompany('aamu');
    saveDraft('form', { city: 'Turku' });
    keepCompany('ilta');
    expect(readDraft('form')).toEqual({});
    keepCompany('aamu');
    expect(readDraft('form')).toEqual({ city: 'Turku' });
  });
});

function makeStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}
