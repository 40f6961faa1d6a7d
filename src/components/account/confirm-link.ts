/** What a link from a mail may do; names of GoTrue's verify endpoint. */
const linkTypes = ['signup', 'recovery', 'magiclink', 'email_change', 'invite'] as const;
export type LinkType = (typeof linkTypes)[number];

export interface ConfirmLink {
  tokenHash: string;
  type: LinkType;
}

/** What the address of the page holds. */
export interface ConfirmAddress {
  link: ConfirmLink | null;
  /** The language of the mail, as written; check it before use. */
  language: string | null;
  /** The link was there but cut or refused on the way: say so instead of asking for a code. */
  isBroken: boolean;
}

/**
 * Reads `/auth/confirm/#token_hash=…&type=signup&lang=fi`; the same words in the query (older mails) count too. The fragment never reaches
 * a server or its log.
 */
export function readConfirmAddress(address: URL): ConfirmAddress {
  const fragment = new URLSearchParams(address.hash.slice(1));
  const read = (name: string): string | null => fragment.get(name) ?? address.searchParams.get(name);
  const tokenHash = read('token_hash') ?? '';
  const type = linkTypes.find((known) => known === read('type'));
  const isWhole = /^[\w-]{8,200}$/.test(tokenHash) && type !== undefined;
  return {
    link: isWhole ? { tokenHash, type } : null,
    language: read('lang'),
    isBroken: !isWhole && ['token_hash', 'type', 'error', 'error_code'].some((name) => read(name) !== null),
  };
}

/** True when a password follows: after the first mail and after a reset. */
export function leadsToPassword(type: LinkType): boolean {
  return type === 'signup' || type === 'recovery' || type === 'invite';
}
