import type { LookedAtInvite } from '../../../supabase/functions/_shared/contracts/invites.ts';
import type { Locale } from '../../i18n/locales.ts';
import { chooseCompany } from '../../lib/choose-company.ts';
import { endDeadSession } from '../../lib/ended-session.ts';
import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { paths } from '../../lib/paths.ts';
import { currentSession, signOut } from '../../lib/session.ts';
import { acceptInvite, type MyInvite, readMyInvites } from './api.ts';
import { beginInvite, type InviteProof, lookAtInvite } from './public-api.ts';

/** The page an invitation's mail leads to. Opening it uses nothing up (R18); it also serves people who have no company. */
export class InvitePageState {
  step = $state<'loading' | 'invite' | 'code' | 'mine' | 'begun'>('loading');
  /** The invitation of the link or code. */
  invite = $state<LookedAtInvite | null>(null);
  /** Invitations to the signed-in person. */
  mine = $state.raw<MyInvite[]>([]);
  /** Address of the signed-in person, or null. */
  signedInAs = $state<string | null>(null);
  isBroken = $state(false);
  busy = $state(false);
  failure = $state<PortalError | null>(null);
  #proof: InviteProof | null = null;
  readonly #locale: Locale;

  constructor(locale: Locale) {
    this.#locale = locale;
  }

  /** Reads the link, and for signed-in people their invitations. A failure stands in `failure`. */
  async open(): Promise<void> {
    this.failure = null;
    const token = new URLSearchParams(location.hash.slice(1)).get('token');
    try {
      await this.#readPerson();
      // Somebody signed in with open invitations accepts those; the link says nothing more.
      if (token && this.mine.length === 0) await this.#lookAtLink(token);
      this.step = this.invite ? 'invite' : this.signedInAs === null ? 'code' : 'mine';
    } catch (failure) {
      this.failure = toPortalError(failure);
      this.step = 'code';
    }
  }

  async #readPerson(): Promise<void> {
    const session = await currentSession();
    this.mine = session ? await readMyInvites() : [];
    // A session that was ended elsewhere is answered with nothing, too.
    const isOver = session !== null && this.mine.length === 0 && (await endDeadSession());
    this.signedInAs = isOver ? null : (session?.user.email ?? null);
  }

  async #lookAtLink(token: string): Promise<void> {
    const proof = { token };
    try {
      this.invite = await lookAtInvite(proof, this.#locale);
      this.#proof = proof;
    } catch (failure) {
      if (!['link_invalid', 'invalid_input'].includes(toPortalError(failure).code)) throw failure;
      this.isBroken = true;
    }
  }

  /** Shows the invitation of an address and code. Throws a PortalError: link_invalid. */
  async useCode(email: string, code: string): Promise<void> {
    const proof = { email, code };
    this.invite = await lookAtInvite(proof, this.#locale);
    this.#proof = proof;
    this.step = 'invite';
  }

  /** Accepts without a session: a link to set a password is mailed. */
  begin(): Promise<void> {
    return this.#act(async () => {
      if (this.#proof) await beginInvite(this.#proof, this.#locale);
      this.step = 'begun';
    });
  }

  /** Accepts one of the signed-in person's invitations and goes on as that company. */
  accept(id: string): Promise<void> {
    return this.#act(async () => {
      chooseCompany(await acceptInvite(id));
      location.assign(paths.products(this.#locale));
      // The button stays busy until the next page is there.
      await new Promise(() => undefined);
    });
  }

  /** Ends the session of somebody else than the invited one; the link then works. */
  leave(): Promise<void> {
    return this.#act(async () => {
      await signOut();
      await this.open();
    });
  }

  async #act(work: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failure = null;
    try {
      await work();
    } catch (failure) {
      this.failure = toPortalError(failure);
    }
    this.busy = false;
  }
}
