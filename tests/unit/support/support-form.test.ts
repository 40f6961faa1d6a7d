import { describe, expect, it } from 'vitest';
import { checkSupport, emptySupportForm, readTopic } from '../../../src/components/support/support-form.ts';

const complete = {
  id: '6f1c1f4e-1f5a-4c57-9d0e-0d5f6f3f8a11',
  topic: 'points',
  name: 'Aino Virta',
  email: 'aino@kuvaamo.example',
  message: 'Pisteet puuttuvat <b>vielä</b> 📷',
};
const check = (changes: object) => checkSupport({ ...complete, ...changes }, 'fi');

describe('the support form', () => {
  it('is right when everything is given, tags and emoji included', () => expect(check({})).toEqual({}));
  it('names a message that is too long', () =>
    expect(check({ message: 'x'.repeat(5001) })).toEqual({ message: 'too_long' }));
  it('names an address that is none', () => expect(check({ email: 'aino@' })).toEqual({ email: 'email' }));
  it('names every empty field at once', () => {
    const problems = checkSupport({ ...emptySupportForm, id: complete.id }, 'fi');
    expect(Object.keys(problems).sort()).toEqual(['email', 'message', 'name', 'topic']);
  });
});

describe('the topic of the address', () => {
  it('is chosen beforehand', () => expect(readTopic('?topic=payment')).toBe('payment'));
  it('is none when it is unknown', () => expect(readTopic('?topic=%3Cscript%3E')).toBe(''));
  it('is none when the portal alone may set it', () => expect(readTopic('?topic=disputed_serial')).toBe(''));
});
