import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Database } from '../../../local/postgres/connect.ts';

/**
 * Loads pgTAP into the schema `tap` of a test database. Its SQL ships inside @electric-sql/pglite, which comes with
 * @supabase/lite; nothing is downloaded.
 */
export async function loadPgTap(sql: Database): Promise<void> {
  const text = readPgTap();
  await sql.begin(async (transaction) => {
    await transaction.unsafe('create schema if not exists tap; set local search_path to tap, public');
    await transaction.unsafe(text);
    // Our migrations take execution away from everyone by default, for pgTAP too.
    await transaction.unsafe(
      'grant usage on schema tap to public; grant execute on all functions in schema tap to public',
    );
  });
}

function readPgTap(): string {
  const lite = import.meta.resolve('@supabase/lite');
  const archive = join(dirname(createRequire(lite).resolve('@electric-sql/pglite')), 'pgtap.tar.gz');
  const files = unpack(gunzipSync(readFileSync(archive)));
  const name = [...files.keys()].find((path) => /\/pgtap--\d+\.\d+\.\d+\.sql$/.test(path));
  const text = name && files.get(name);
  if (!text) throw new Error(`No pgTAP in ${archive}`);
  return text.replaceAll(/^\\.*$/gm, '');
}

/** The text files of a tar archive by their path: blocks of 512 bytes, a header with name and size before each file. */
function unpack(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let offset = 0; offset + 512 <= archive.length; ) {
    const name = readText(archive, offset, 100);
    if (name === '') break;
    const size = Number.parseInt(readText(archive, offset + 124, 12), 8);
    files.set(name, archive.toString('utf8', offset + 512, offset + 512 + size));
    offset += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}

function readText(archive: Buffer, start: number, length: number): string {
  return archive
    .toString('latin1', start, start + length)
    .replace(/\0.*$/s, '')
    .trim();
}
