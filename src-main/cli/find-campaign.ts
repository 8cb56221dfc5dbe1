import type { CampaignSummary } from '../../src-shared/ipc/reviews-contract.ts';
import type { CliRun } from './run.ts';
import { usageError } from './usage-error.ts';

/** How a review is named in the terminal. */
export const howToNameCampaign = 'the name of a review, or its id: see rolebook review list';

/** The review that is meant by its id or its name. Rejects with `input` for none, and for several. */
export async function findCampaign(run: CliRun, text: string): Promise<CampaignSummary> {
  const all = await run.call('reviews.list', {});
  const found = all.filter(({ id, name }) => id === text || name.toLowerCase() === text.toLowerCase());
  const [only] = found;
  if (found.length === 1 && only !== undefined) return only;
  throw usageError(
    found.length === 0
      ? `There is no review “${text}”. See: rolebook review list`
      : `${found.length} reviews are called “${text}”. Name one by its id; see: rolebook review list`,
  );
}
