import type { Services } from '../_shared/services.ts';
import type { CallTools } from '../_shared/stripe/stripe-tools.ts';

/** What the actions of this function work with. */
export type Tools = Pick<Services, 'database' | 'deliver' | 'inBackground'> &
  CallTools & { auth: Pick<Services['auth'], 'getUser'> };
