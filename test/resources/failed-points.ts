import { expect } from 'vitest';
import type { ReviewEvent } from '../../src-shared/domain/review-entry.ts';
import { CampaignFold } from '../../src-shared/reviews/campaign-fold.ts';
import { outcomeOf } from '../../src-shared/reviews/row-outcome.ts';
import type { EvidenceFile } from '../../src-main/files/evidence/evidence-manifest.ts';
import { evidenceZip } from '../../src-main/files/evidence/evidence-zip.ts';
import { testKey } from '../builders/entry-chain.ts';
import { aboutOf, loadVerifier, packTime, quickFiles, signedFiles } from '../builders/evidence-packs.ts';
import { type FinishedCampaign, finishedCampaign } from '../builders/finished-campaigns.ts';
import { retold, type LeftAsSaid, type Said } from '../builders/retold-campaign.ts';

/** The key that signs. */
export const key = testKey(1);
/** A key that nobody was told of. */
export const otherKey = testKey(2);
const verifyPack = await loadVerifier();

type Event<Type extends ReviewEvent['type']> = Extract<ReviewEvent, { type: Type }>;
type Decided = Event<'decided'>;

/** Whether an entry is of a type. */
export const isType =
  <Type extends ReviewEvent['type']>(type: Type) =>
  <One extends Said>(said: One): said is One & { event: Event<Type> } =>
    said.event.type === type;

/** The first campaign, by seed, in which something can be found. */
export function campaignWith<T>(
  find: (campaign: FinishedCampaign) => T | undefined,
  wishes: { fourEyes?: boolean; reasonForPrivileged?: boolean } = {},
): [FinishedCampaign, T] {
  for (let seed = 1; seed < 200; seed += 1) {
    const campaign = finishedCampaign(seed, key.publicKey, { rows: 60, fourEyes: false, ...wishes });
    const found = find(campaign);
    if (found !== undefined) return [campaign, found];
  }
  throw new Error('no such campaign');
}

/** The same with one entry after another made anew; null leaves one out. */
export function told(
  campaign: FinishedCampaign,
  change: (said: Said, at: number) => readonly Said[],
  left: LeftAsSaid = {},
): FinishedCampaign {
  return retold({ ...campaign, entries: campaign.entries.flatMap(change) }, left);
}

/** The first entry of a type changed. */
export const changeEvent = <Type extends ReviewEvent['type']>(
  campaign: FinishedCampaign,
  type: Type,
  change: (event: Event<Type>) => ReviewEvent,
  left: LeftAsSaid = {},
): FinishedCampaign => {
  let done = false;
  return told(
    campaign,
    (said) => {
      if (done || !isType(type)(said)) return [said];
      done = true;
      return [{ ...said, event: change(said.event) }];
    },
    left,
  );
};

/** The decision of one entry changed. */
export function changeDecided(
  campaign: FinishedCampaign,
  where: number,
  change: (event: Decided) => ReviewEvent,
): FinishedCampaign {
  return told(campaign, (said, at) =>
    at === where && isType('decided')(said) ? [{ ...said, event: change(said.event) }] : [said],
  );
}

/** An entry of the window that keeps one row, whose only reviewer it is, and that is how the row stays. */
export function lonelyKeep(privileged: boolean): (campaign: FinishedCampaign) => number | undefined {
  return ({ rows, entries }) => {
    const fold = new CampaignFold(rows);
    for (const entry of entries) fold.apply(entry);
    const at = entries.findIndex(({ seq, event }) => {
      if (event.type !== 'decided' || event.way !== 'app' || event.rows.length !== 1) return false;
      const state = fold.state.rows.get(event.rows[0] ?? '');
      if (state === undefined || state.settled !== null || state.row.privileged !== privileged) return false;
      return (
        state.decisions.get(event.reviewer)?.seq === seq &&
        state.reviewers.length === 1 &&
        outcomeOf(fold.state, state, true).kind === 'keep' &&
        !entries.some(({ event: other }) => other.type === 'reassigned' && other.rows.includes(state.row.id))
      );
    });
    return at === -1 ? undefined : at;
  };
}

/** Points that fail for files as they are. */
export async function failedPoints(
  files: readonly EvidenceFile[],
  fingerprint = key.fingerprint,
): Promise<number[]> {
  const { checks, holds } = verifyPack(await evidenceZip(files, packTime), fingerprint);
  const failed = checks.flatMap((check, at) => (check.holds ? [] : [at + 1]));
  expect(holds).toBe(failed.length === 0);
  return failed;
}

/** Points that fail for a campaign whose files are hashed and signed properly. */
export const failedOf = (campaign: FinishedCampaign): Promise<number[]> =>
  failedPoints(signedFiles(quickFiles(campaign), aboutOf(campaign), key));

/** A campaign with answers and proofs. */
export const [plain] = campaignWith(({ answers, entries }) =>
  answers.length > 1 && entries.some(isType('proven')) ? true : undefined,
);
/** Its files, signed. */
export const plainSigned = (): EvidenceFile[] => signedFiles(quickFiles(plain), aboutOf(plain), key);

/** A campaign with a row that is proven so. */
export const proofOf = (how: Event<'proven'>['how']): [FinishedCampaign, string] =>
  campaignWith(
    ({ entries }) => entries.filter(isType('proven')).find(({ event }) => event.how === how)?.event.rows[0],
  );

/** One more entry before the last. */
export const withEntry = (campaign: FinishedCampaign, extra: (last: Said) => Said): FinishedCampaign =>
  told(campaign, (said) => (said.event.type === 'closed' ? [extra(said), said] : [said]));
