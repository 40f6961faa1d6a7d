/** One statement of an SQL file and the line it begins on. */
export interface Statement {
  text: string;
  line: number;
}

/** Things inside which a semicolon does not end a statement: quotes, dollar quotes, comments. */
const wrapped = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|--[^\n]*|\/\*[\s\S]*?\*\/|;/g;

/** Splits an SQL file into statements, so that a failure can be told with its line and what came before is not lost. */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let start = 0;
  const add = (end: number) => {
    const text = sql.slice(start, end);
    const leading = text.length - removeLeadingComments(text).length;
    const line = sql.slice(0, start + leading).split('\n').length;
    if (removeLeadingComments(text).trim() !== '') statements.push({ text: text.slice(leading), line });
    start = end + 1;
  };
  for (const match of sql.matchAll(wrapped)) if (match[0] === ';') add(match.index);
  add(sql.length);
  return statements;
}

function removeLeadingComments(text: string): string {
  return text.replace(/^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, '');
}
