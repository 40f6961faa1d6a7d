import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../../local/paths.ts';
import { readPorts } from '../../local/ports.ts';
import { apiSchemas, auth, maximumRows } from '../../local/settings.ts';

const config = readFileSync(join(root, 'supabase', 'config.toml'), 'utf8');

/** The value of a key in a section of config.toml, as written there. */
function readSetting(section: string, key: string): string | undefined {
  const body = config.split(/^\[/m).find((part) => part.startsWith(`${section}]`));
  return body?.match(new RegExp(`^${key} = (.+)$`, 'm'))?.[1];
}

describe('the embedded stack and supabase/config.toml', () => {
  it.each([
    ['auth', 'jwt_expiry', auth.jwtExpirySeconds],
    ['auth', 'minimum_password_length', auth.minimumPasswordLength],
    ['auth.email', 'otp_length', auth.otpLength],
    ['auth.email', 'otp_expiry', auth.otpExpirySeconds],
    ['auth.email', 'max_frequency', auth.mailFrequency],
    ['api', 'max_rows', maximumRows],
    ['api', 'schemas', apiSchemas],
    ['api', 'port', readPorts({}).api],
    ['db', 'port', readPorts({}).database],
    ['studio', 'port', readPorts({}).dashboard],
  ])('agree on %s.%s', (section, key, value) => {
    expect(JSON.parse(readSetting(section, key) ?? 'null')).toEqual(value);
  });

  it('take the same packages in the functions as package.json names', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const { imports } = JSON.parse(readFileSync(join(root, 'supabase', 'functions', 'deno.json'), 'utf8'));
    for (const specifier of Object.values<string>(imports)) {
      const [, name = '', version] = /^npm:(@?[^@]+)@([^/]+)/.exec(specifier) ?? [];
      expect(`${name} ${version}`).toBe(`${name} ${dependencies[name]}`);
    }
  });
});
