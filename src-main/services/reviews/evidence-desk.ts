import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Campaign, ReviewRow } from '../../../src-shared/domain/review.ts';
import type { ReviewEntry, ReviewEvent } from '../../../src-shared/domain/review-entry.ts';
import type { CallOutput } from '../../../src-shared/ipc/contract.ts';
import type { Clock } from '../../../src-shared/ports/clock.ts';
import type { CampaignState } from '../../../src-shared/reviews/campaign-state.ts';
import { canonicalText } from '../../../src-shared/reviews/canonical-text.ts';
import { totalsOf } from '../../../src-shared/reviews/review-totals.ts';
import type { WriteFile } from '../../files/atomic-write.ts';
import type { EvidenceMaker } from '../../files/evidence/evidence-maker.ts';
import type { EvidenceSource, RosterAfter } from '../../files/evidence/evidence-source.ts';
import type { EvidenceVerdict } from '../../files/evidence/evidence-verdict.ts';
import type { CampaignSecrets } from '../../secrets/campaign-secrets.ts';
import type { SigningKeys } from '../../secrets/signing-key.ts';
import type { AskWhich } from '../changes/export-plan.ts';
import type { AskWhere } from '../credentials-service.ts';
import { type JournalDetail, recorded, type RecordDeps } from '../journal.ts';
import { refuseClosing, refuseKey, refusePack } from './evidence-refusals.ts';

/** A campaign in memory, as far as its evidence asks. */
export interface EvidenceCase {
  readonly campaign: Campaign;
  readonly rows: readonly ReviewRow[];
  readonly controls: ReadonlySet<string>;
  readonly entries: readonly ReviewEntry[];
  readonly state: CampaignState;
}

/** What closing and its evidence need. */
export interface EvidenceDeskDeps<Live extends EvidenceCase> extends RecordDeps {
  readonly live: {
    get(id: string): Promise<Live>;
    append(
      live: Live,
      more: {
        readonly events: readonly ReviewEvent[];
        readonly texts: readonly { readonly name: string; readonly text: string }[];
        readonly journal: readonly {
          readonly verb: string;
          readonly object: string;
          readonly detail: JournalDetail;
        }[];
      },
    ): readonly ReviewEntry[];
    text(live: Live, name: string): string | null;
  };
  readonly clock: Pick<Clock, 'now'>;
  readonly keys: SigningKeys;
  readonly secrets: Pick<CampaignSecrets, 'answerKey'>;
  readonly maker: EvidenceMaker;
  readonly askWhere: AskWhere;
  readonly askWhich: AskWhich;
  readonly writeFile: WriteFile;
  /** The bytes of a file of at most so many. */
  readBytes(path: string, mostBytes: number): Promise<Uint8Array>;
  /** What still stands against closing, in words. */
  againstClosing(live: Live): readonly string[];
  /** The tenant as the last whole look shows it: the population and every rule of subjects in it. */
  rosterNow(live: Live): Promise<RosterAfter>;
}

/** The text under which the roster at the end is kept with its campaign. */
export const rosterAfterName = 'roster-after';

/** The text under which an answer is kept with its campaign, as it came. */
export const answerName = (packet: string): string => `answers/${packet}`;

/** Larger ones are no evidence packs of ours. */
const mostBytes = 512 * 1024 * 1024;

const packFilter = { name: 'Evidence pack', extensions: ['zip'] } as const;

const wrongs = ({ checks }: EvidenceVerdict): string[] =>
  checks.filter(({ holds }) => !holds).map(({ what, detail }) => `${what}: ${detail}.`);

/** The entry that would follow: to see what closing would come to before it is written. */
function draftEntry(previous: ReviewEntry, event: ReviewEvent, now: number): ReviewEntry {
  const seq = previous.seq + 1;
  const at = new Date(Math.max(now, Date.parse(previous.at))).toISOString();
  const text = canonicalText([previous.hash, seq, at, '', event]);
  return {
    seq,
    at,
    by: '',
    event,
    previousHash: previous.hash,
    hash: createHash('sha256').update(text).digest('hex'),
  };
}

const fileName = ({ settings }: Campaign): string => {
  const plain = settings.name
    .normalize('NFKD')
    .replaceAll(/[^\w-]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `rolebook-evidence-${plain === '' ? 'review' : plain.slice(0, 60).toLowerCase()}.zip`;
};

/** Closes campaigns, saves their evidence, and checks packs. */
export interface EvidenceDesk {
  close(input: { readonly campaign: string }): Promise<CallOutput<'reviews.close'>>;
  saveEvidence(input: { readonly campaign: string }): Promise<CallOutput<'reviews.saveEvidence'>>;
  verify(): Promise<CallOutput<'reviews.verify'>>;
}

/** See {@link EvidenceDesk}. */
export function createEvidenceDesk<Live extends EvidenceCase>(deps: EvidenceDeskDeps<Live>): EvidenceDesk {
  const sourceOf = async (
    live: Live,
    entries: readonly ReviewEntry[],
    rosterAfter: RosterAfter,
  ): Promise<Omit<EvidenceSource, 'verifier'>> => {
    const { campaign, rows, controls } = live;
    const answers: { packet: string; bytes: Uint8Array }[] = [];
    const keys: Record<string, string> = {};
    for (const { event } of entries) {
      if (event.type !== 'answer-taken') continue;
      const text = deps.live.text(live, answerName(event.packet));
      if (text === null) throw refusePack([`The answer of ${event.reviewer} is not kept any more.`]);
      answers.push({ packet: event.packet, bytes: Uint8Array.from(Buffer.from(text, 'utf8')) });
      keys[event.packet] = await deps.secrets.answerKey(campaign.id, event.packet);
    }
    return { rows, controls: [...controls], entries: [...entries], rosterAfter, answers, keys };
  };

  const save = async (live: Live): Promise<CallOutput<'reviews.saveEvidence'>> => {
    const { campaign, entries } = live;
    const last = entries.at(-1);
    if (last?.event.type !== 'closed')
      throw refuseClosing(['It is not closed yet.'], 'It has no evidence yet');
    const key = await deps.keys.forSigning();
    if (key.publicKey !== last.event.publicKey) throw refuseKey();
    const roster = deps.live.text(live, rosterAfterName);
    if (roster === null) throw refusePack(['The roster at the end is not kept any more.']);
    const rosterAfter: RosterAfter = JSON.parse(roster);
    const { bytes, verdict } = await deps.maker.make(await sourceOf(live, entries, rosterAfter), key);
    if (!verdict.holds) throw refusePack(wrongs(verdict));
    const where = await deps.askWhere({
      suggestedName: fileName(campaign),
      title: 'Save the evidence',
      buttonLabel: 'Save',
      filters: [packFilter],
    });
    if (where === null) return { outcome: 'cancelled', path: null, warnings: [] };
    return await recorded(deps, {
      verb: 'review.evidence',
      object: campaign.settings.name,
      detail: { campaign: campaign.id, head: last.hash, fingerprint: key.fingerprint, bytes: bytes.length },
      run: async () => {
        const { path, warnings } = await deps.writeFile(where.path, bytes, { mayReplace: where.mayReplace });
        return { outcome: 'written' as const, path, warnings: [...warnings] };
      },
    });
  };

  return {
    async close({ campaign: id }) {
      const live = await deps.live.get(id);
      const previous = live.entries.at(-1);
      if (previous === undefined || previous.event.type === 'closed')
        throw refuseClosing(['It is closed already.']);
      const against = deps.againstClosing(live);
      if (against.length > 0) throw refuseClosing(against);
      const key = await deps.keys.forSigning();
      const rosterAfter = await deps.rosterNow(live);
      const text = canonicalText(rosterAfter);
      const closed: ReviewEvent = {
        type: 'closed',
        totals: totalsOf(live.state, { onlySigned: true }),
        rosterAfterHash: createHash('sha256').update(text).digest('hex'),
        publicKey: key.publicKey,
      };
      // Nothing can be added behind it, so it is only written when the verifier has nothing to say against it.
      const draft = draftEntry(previous, closed, deps.clock.now());
      const source = await sourceOf(live, [...live.entries, draft], rosterAfter);
      const verdict = await deps.maker.rehearse(source, key);
      if (!verdict.holds) throw refuseClosing(wrongs(verdict));
      // What was added while it was rehearsed is not in these totals.
      if (live.entries.at(-1) !== previous)
        throw refuseClosing(['Something else was written into it meanwhile.']);
      deps.live.append(live, {
        events: [closed],
        texts: [{ name: rosterAfterName, text }],
        journal: [
          {
            verb: 'review.close',
            object: live.campaign.settings.name,
            detail: { campaign: id, fingerprint: key.fingerprint, result: 'done' },
          },
        ],
      });
      return { ...(await save(live)), fingerprint: key.fingerprint };
    },

    async saveEvidence({ campaign }) {
      return await save(await deps.live.get(campaign));
    },

    async verify() {
      const which = await deps.askWhich({
        title: 'Check an evidence pack',
        buttonLabel: 'Check',
        filters: [packFilter],
      });
      if (which === null) return null;
      const bytes = await deps.readBytes(which.path, mostBytes);
      const { holds, checks, fingerprint } = await deps.maker.check(bytes);
      return {
        holds,
        checks: checks.map(({ what, holds: one, detail }) => ({ what, holds: one, detail })),
        fingerprint,
      };
    },
  };
}
