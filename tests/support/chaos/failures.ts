/** What a failed statement means for the client that sent it. */
export type Failure =
  | { kind: 'refused'; code: string }
  /** The answer did not come: the server was killed or is coming up. */
  | { kind: 'cut off' }
  /** Two transactions were in each other's way and one was asked to come again. */
  | { kind: 'conflict'; code: string };

const cutOff = /^(CONNECTION_|CONNECT_|ECONN|EPIPE|ETIMEDOUT|57P0[123]|08)/;
const conflicts = ['40P01', '40001', '55P03'];

/** Reads an error of the database client. Throws on what no run should meet: a mistake in the test or a fault of the database. */
export function readFailure(error: unknown): Failure {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
  const { code } = error;
  if (cutOff.test(code)) return { kind: 'cut off' };
  if (conflicts.includes(code)) return { kind: 'conflict', code };
  if (code.startsWith('PT')) return { kind: 'refused', code: error.message };
  if (code === '23505') return { kind: 'refused', code };
  throw error;
}
