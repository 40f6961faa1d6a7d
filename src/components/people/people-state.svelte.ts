import { type PortalError, toPortalError } from '../../lib/errors.ts';
import { type Colleague, type Invite, type MyInvite, readColleagues, readInvites, readMyInvites } from './api.ts';

/** What was done last, said above the list. */
export interface PeopleNews {
  kind: 'sent' | 'withdrawn' | 'saved' | 'removed';
  address: string;
  /** Day of an invitation's end. */
  until?: string;
}

/** The people of a company, open invitations, and what its page says about them. */
export class PeopleState {
  colleagues = $state.raw<Colleague[] | null>(null);
  invites = $state.raw<Invite[]>([]);
  /** Invitations of other companies to the reader. */
  mine = $state.raw<MyInvite[]>([]);
  failure = $state<PortalError | null>(null);
  news = $state<PeopleNews | null>(null);
  readonly isOnlyOwner = $derived(
    this.colleagues?.some(({ is_you, role }) => is_you && role === 'owner') === true &&
      this.colleagues.filter(({ role }) => role === 'owner').length === 1,
  );
  readonly accountId: string;

  constructor(accountId: string) {
    this.accountId = accountId;
  }

  /** Reads everything; a failure stands in `failure`. */
  async load(): Promise<void> {
    this.failure = null;
    try {
      [this.colleagues, this.invites, this.mine] = await Promise.all([
        readColleagues(this.accountId),
        readInvites(this.accountId),
        readMyInvites(),
      ]);
    } catch (failure) {
      this.failure = toPortalError(failure);
    }
  }

  /** Something was changed: says so and reads again. */
  async tell(news: PeopleNews): Promise<void> {
    this.news = news;
    await this.load();
  }
}
