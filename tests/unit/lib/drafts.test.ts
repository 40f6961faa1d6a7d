import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepDraftsOf, readDraft, saveDraft } from '../../../src/lib/drafts.ts';

describe('the draft of a form', () => {
  beforeEach(() => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem(key: string, value: string) {
        kept.set(key, value);
        Object.assign(this, { [key]: value });
      },
      removeItem(key: string) {
        kept.delete(key);
        Reflect.deleteProperty(this, key);
      },
    };
    vi.stubGlobal('sessionStorage', storage);
  });
  afterEach(() => vi.unstubAllGlobals());

  it.each(['password', 'repeated', 'code', 'token'])('leaves out the field %s', (name) => {
    saveDraft('form', { [name]: 'secret', email: 'aino@kuvaamo.example' });
    expect(readDraft('form')).toEqual({ email: 'aino@kuvaamo.example' });
  });

  it('keeps fields whose names only look like secrets', () => {
    const values = { postal_code: '00100', tier_code: 'gold' };
    saveDraft('form', values);
    expect(readDraft('form')).toEqual(values);
  });

  it('is empty when what is kept has another form', () => {
    sessionStorage.setItem('cps.draft.form', '"text"');
    expect(readDraft('form')).toEqual({});
  });

  it('outlives the session of who typed it', () => {
    keepDraftsOf('aino');
    saveDraft('form', { city: 'Helsinki' });
    keepDraftsOf('aino');
    expect(readDraft('form')).toEqual({ city: 'Helsinki' });
  });

  it('is kept when somebody signs in who typed it before', () => {
    saveDraft('form', { city: 'Helsinki' });
    keepDraftsOf('aino');
    expect(readDraft('form')).toEqual({ city: 'Helsinki' });
  });

  it('is forgotten when somebody else signs in in this tab', () => {
    keepDraftsOf('aino');
    saveDraft('form', { city: 'Helsinki' });
    keepDraftsOf('berta');
    expect(readDraft('form')).toEqual({});
  });
});
