import { object, parse, regex, string } from 'zod/mini';
import { once } from './once.ts';

const environmentSchema = once(() =>
  object({ supabaseUrl: string().check(regex(/^https?:\/\/[^/]/)), publishableKey: string() }),
);

/** Where the services are; built into the site, public by nature. Throws at the first use when the build lacked them. */
export function readEnvironment(): { supabaseUrl: string; publishableKey: string } {
  return parse(environmentSchema(), {
    supabaseUrl: import.meta.env.PUBLIC_SUPABASE_URL,
    publishableKey: import.meta.env.PUBLIC_SUPABASE_PUBLISHABLE_KEY,
  });
}
