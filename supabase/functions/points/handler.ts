import * as z from 'zod/mini';
import { parseInput, readJson } from '../_shared/body.ts';
import { requireCaller } from '../_shared/caller.ts';
import { type PointsAnswer, pointsRequest } from '../_shared/contracts/points.ts';
import { type createPersonalClient, settle } from '../_shared/database.ts';
import type { Handler } from '../_shared/endpoint.ts';
import { Refusal } from '../_shared/refusal.ts';
import type { Services } from '../_shared/services.ts';

type Client = ReturnType<typeof createPersonalClient>;

interface Tools {
  auth: Pick<Services['auth'], 'getUser'>;
  /** The database as the owner of a token sees it. */
  connect: (token: string) => Client;
}

const overviews = z.array(z.object({ balance: z.int(), pending_points: z.int() }));
const tiers = z.array(z.object({ code: z.string(), points_missing: z.int(), is_offered: z.boolean() }));
const models = z.array(
  z.object({ model_id: z.uuid(), code: z.string(), name: z.string(), points: z.int(), units: z.int() }),
);

/** Says where a company stands: its points, the next tier, and models that would close the gap. All through the caller's own rights (R15). */
export function createHandler({ auth, connect }: Tools): Handler {
  return async (request) => {
    const caller = await requireCaller(request, auth);
    const { accountId } = await readRequest(request);
    const client = connect(caller.token);
    const [overview] = overviews.parse(
      settle(await client.from('account_overview').select('balance, pending_points').eq('account_id', accountId)),
    );
    if (!overview) throw new Refusal('not_allowed');
    const offered = tiers.parse(settle(await client.rpc('available_tiers', { for_account: accountId })));
    const next = offered.find((tier) => !tier.is_offered);
    const answer: PointsAnswer = {
      balance: overview.balance,
      pendingPoints: overview.pending_points,
      nextTier: next ? { code: next.code, pointsMissing: next.points_missing } : null,
      models: next ? await findModels(client, accountId) : [],
    };
    return Response.json(answer);
  };
}

function readRequest(request: Request) {
  if (request.method === 'POST') return readJson(request, pointsRequest);
  return parseInput({ accountId: new URL(request.url).searchParams.get('accountId') }, pointsRequest);
}

async function findModels(client: Client, accountId: string): Promise<PointsAnswer['models']> {
  const found = models.parse(settle(await client.rpc('models_closing_gap', { for_account: accountId })));
  return found.map(({ model_id: id, ...model }) => ({ id, ...model }));
}
