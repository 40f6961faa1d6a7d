import { stackFromEnvironment } from '../../support/stack.ts';
import type { Answer } from './call.ts';

/** Calls a database function as the person whose token it is, as the site does. */
export async function callDatabase(token: string, name: string, parameters: object): Promise<Answer> {
  const { addresses, keys } = stackFromEnvironment();
  const answer = await fetch(`${addresses.api}/rest/v1/rpc/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', apikey: keys.publishable, authorization: `Bearer ${token}` },
    body: JSON.stringify(parameters),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
}
