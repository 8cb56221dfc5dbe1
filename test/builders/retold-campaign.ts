import { createHmac } from 'node:crypto';
import type { ReviewEntry, ReviewEvent } from '../../src-shared/domain/review-entry.ts';
import type { Answered } from '../../src-shared/domain/review-file.ts';
import { CampaignFold } from '../../src-shared/reviews/campaign-fold.ts';
import { canonicalText } from '../../src-shared/reviews/canonical-text.ts';
import { totalsOf } from '../../src-shared/reviews/review-totals.ts';
import { standingDecisions } from '../../src-shared/reviews/standing-decisions.ts';
import { hashOf, nextEntry } from './entry-chain.ts';
import type { FinishedCampaign } from './finished-campaigns.ts';

/** What a forger leaves as it is said, instead of what would be true. */
export interface LeftAsSaid {
  readonly totals?: boolean;
  readonly signOffs?: boolean;
  readonly rosters?: boolean;
  readonly answers?: boolean;
}

/** What is said in a campaign, without numbers and hashes. */
export type Said = Pick<ReviewEntry, 'at' | 'by' | 'event'>;

/** A campaign changed by whoever can write files: everything but what is signed can be made to fit. */
export interface Retelling extends Omit<FinishedCampaign, 'entries'> {
  readonly entries: readonly Said[];
}

function answersAgain({ answers, keys, entries }: Retelling): FinishedCampaign['answers'] {
  return answers.map(({ packet, bytes }) => {
    const { mac: _, ...answer }: { mac: string; decisions: readonly Answered[] } = JSON.parse(
      Buffer.from(bytes).toString('utf8'),
    );
    const at = entries.findIndex(({ event }) => event.type === 'answer-taken' && event.packet === packet);
    const [taken] = entries.slice(at, at + 1);
    if (taken?.event.type !== 'answer-taken') return { packet, bytes };
    const decisions = entries.slice(at + 1, at + 1 + taken.event.decisions).map(({ event }) => {
      if (event.type !== 'decided') return event;
      const { rows, decision, decidedAt, tookMs } = event;
      return { rows, decision, decidedAt, tookMs };
    });
    const { left = [] } = taken.event;
    const leftOut = answer.decisions.flatMap((one) => {
      const rows = one.rows.filter((id) => left.includes(id));
      return rows.length === 0 ? [] : [{ ...one, rows }];
    });
    const again = { ...answer, decisions: [...decisions, ...leftOut] };
    const key = Buffer.from(keys[packet] ?? '', 'base64');
    const mac = createHmac('sha256', key).update(canonicalText(again)).digest('hex');
    return { packet, bytes: Buffer.from(JSON.stringify({ ...again, mac })) };
  });
}

/** The same campaign with all seals, hashes, sums and the chain made anew, so that they fit what is said now. */
export function retold(told: Retelling, left: LeftAsSaid = {}): FinishedCampaign {
  const answers = left.answers === true ? told.answers : answersAgain(told);
  const fold = new CampaignFold(told.rows);
  const entries: ReviewEntry[] = [];
  const truth = (event: ReviewEvent): ReviewEvent => {
    if (event.type === 'opened' && left.rosters !== true) {
      const rosterHash = hashOf(canonicalText(told.rows));
      const campaign = { ...event.campaign, rows: told.rows.length, rosterHash };
      return { ...event, campaign, controlsHash: hashOf(canonicalText(told.controls)) };
    }
    if (event.type === 'signed-off' && left.signOffs !== true) {
      const decisionsHash = hashOf(canonicalText(standingDecisions(fold.state, event.reviewer)));
      return { ...event, decisionsHash };
    }
    if (event.type === 'answer-taken' && left.answers !== true) {
      const answer = answers.find(({ packet }) => packet === event.packet);
      return { ...event, answerHash: hashOf(answer?.bytes ?? '') };
    }
    if (event.type !== 'closed') return event;
    const totals = left.totals === true ? event.totals : totalsOf(fold.state, { onlySigned: true });
    const rosterAfterHash =
      left.rosters === true ? event.rosterAfterHash : hashOf(canonicalText(told.rosterAfter));
    return { ...event, totals, rosterAfterHash };
  };
  for (const { at, by, event } of told.entries) {
    const entry = nextEntry(entries.at(-1), { at, by, event: truth(event) });
    fold.apply(entry);
    entries.push(entry);
  }
  return { ...told, answers, entries };
}
