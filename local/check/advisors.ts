import { runSupabase } from './supabase-cli.ts';

interface Finding {
  name: string;
  level: string;
  detail: string;
}

/**
 * The official linter for security and speed must find nothing. `unused_index` is left out: it looks at traffic, and in a
 * database that was made a moment ago no index has been used yet.
 * @returns one line per finding.
 */
export async function findAdvisorFindings(url: string): Promise<string[]> {
  const output = await runSupabase(['--output-format', 'json', 'db', 'advisors', `--remote=${url}`, '--level', 'info']);
  const { results }: { results: Finding[] } = JSON.parse(output);
  return results
    .filter(({ name }) => name !== 'unused_index')
    .map(({ level, name, detail }) => `${level} ${name}: ${detail}`);
}
