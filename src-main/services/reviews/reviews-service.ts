import type { Campaign } from '../../../src-shared/domain/review.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { CallChannel } from '../../../src-shared/ipc/channels.ts';
import type { CallOutput, ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { CampaignSummary } from '../../../src-shared/ipc/reviews-contract.ts';
import { timestamp } from '../../../src-shared/ports/clock.ts';
import { againstClosing } from '../../../src-shared/reviews/against-closing.ts';
import { consequencesOf } from '../../../src-shared/reviews/consequences.ts';
import { decide, explain, passOverdueOn, reassign, settle, signOff, withdraw } from './campaign-acts.ts';
import { partOf } from './campaign-part.ts';
import { detailOf, summaryOf } from './campaign-views.ts';
import { createCampaign, previewCampaign } from './freeze-campaign.ts';
import type { LiveCampaign } from './live-campaign.ts';
import { planCampaign } from './plan-campaign.ts';
import { proveCampaign } from './prove-campaign.ts';
import { refusal, refuseClosed, rowsOf } from './refuse-act.ts';
import { dayOf, type ReviewDeps, viewContext } from './review-deps.ts';

type Call<C extends CallChannel> = (input: ParsedInput<C>) => Promise<CallOutput<C>>;

/** What the opened packet of somebody who has no tenant answers; throws `packet-not-open` for another id. */
export interface PacketDesk {
  openPacket: Call<'reviews.openPacket'>;
  closePacket: Call<'reviews.closePacket'>;
  saveAnswer: Call<'reviews.saveAnswer'>;
  part(packet: string): Promise<CallOutput<'reviews.part'>>;
  row(packet: string, row: string): Promise<CallOutput<'reviews.row'>>;
  decide(
    packet: string,
    input: Omit<ParsedInput<'reviews.decide'>, 'part'>,
  ): Promise<CallOutput<'reviews.decide'>>;
  withdraw(packet: string, rows: readonly string[]): Promise<CallOutput<'reviews.withdraw'>>;
}

/** Parts of campaigns as files: sent out, and taken back. */
export interface PacketFiles {
  exportPackets: Call<'reviews.exportPackets'>;
  readAnswers: Call<'reviews.readAnswers'>;
  importAnswers: Call<'reviews.importAnswers'>;
}

/** Closing, and what proves it. */
export interface EvidenceFiles {
  close: Call<'reviews.close'>;
  saveEvidence: Call<'reviews.saveEvidence'>;
  verify(): Promise<CallOutput<'reviews.verify'>>;
}

/** Campaigns of the open tenant, packets and evidence packs; those two need no tenant to be opened or checked. */
export interface ReviewsService
  extends PacketFiles, EvidenceFiles, Pick<PacketDesk, 'openPacket' | 'closePacket' | 'saveAnswer'> {
  list(): Promise<CallOutput<'reviews.list'>>;
  preview: Call<'reviews.preview'>;
  create: Call<'reviews.create'>;
  show: Call<'reviews.show'>;
  part: Call<'reviews.part'>;
  row: Call<'reviews.row'>;
  decide: Call<'reviews.decide'>;
  withdraw: Call<'reviews.withdraw'>;
  signOff: Call<'reviews.signOff'>;
  settle: Call<'reviews.settle'>;
  reassign: Call<'reviews.reassign'>;
  plan: Call<'reviews.plan'>;
  prove: Call<'reviews.prove'>;
  explain: Call<'reviews.explain'>;
}

/** What others of reviews do: files, packets without a tenant, evidence. */
export interface ReviewParts {
  readonly files: PacketFiles;
  readonly desk: PacketDesk;
  readonly evidence: EvidenceFiles;
}

/** A campaign of which what is kept does not hold; others are listed beside it. */
function broken(deps: ReviewDeps, id: string, error: unknown): CampaignSummary {
  const { message } = toErrorBody(error);
  const stored = ((): Campaign | null => {
    try {
      return deps.campaigns().get(id)?.campaign ?? null;
    } catch {
      return null;
    }
  })();
  const nothing = { keep: 0, revoke: 0, change: 0, defer: 0, conflict: 0, notMine: 0 };
  const rows = stored?.rows ?? 0;
  return {
    id,
    name: stored?.settings.name ?? 'A damaged review',
    due: stored?.settings.due ?? dayOf(deps.clock),
    createdAt: stored?.createdAt ?? timestamp(deps.clock),
    totals: { rows, ...nothing, undecided: rows },
    state: 'deciding',
    overdue: false,
    mine: 0,
    trouble: message,
  };
}

/** See {@link ReviewsService}. */
export function createReviewsService(deps: ReviewDeps, parts: ReviewParts): ReviewsService {
  const { live } = deps;
  const { files, desk, evidence } = parts;
  /** A campaign as it is today: what the policy does by itself after the due date is done first. */
  const opened = async (id: string): Promise<LiveCampaign> => {
    const found = await live.get(id);
    passOverdueOn(deps, found);
    return found;
  };
  return {
    async list() {
      const context = viewContext(deps);
      const summaries: CampaignSummary[] = [];
      for (const id of live.ids()) {
        summaries.unshift(
          await opened(id).then(
            (found) => summaryOf(found, context),
            (error: unknown) => broken(deps, id, error),
          ),
        );
        await deps.breathe();
      }
      return summaries;
    },
    preview: ({ settings }) => previewCampaign(deps, settings),
    async create({ settings }) {
      const id = await deps.acts.during(() => createCampaign(deps, settings));
      deps.onChanged(id);
      return { id };
    },
    show: async ({ id }) => detailOf(await opened(id), viewContext(deps)),
    async part({ part }) {
      if ('packet' in part) return await desk.part(part.packet);
      return await partOf(deps, await opened(part.campaign), part.reviewer);
    },
    async row({ part, row }) {
      if ('packet' in part) return await desk.row(part.packet, row);
      const [found] = rowsOf(await opened(part.campaign), [row]);
      if (found === undefined || !found.reviewers.includes(part.reviewer))
        throw refusal('row-unknown', 'There is no such row in this part.', null, 'not-found');
      return found.row;
    },
    async decide({ part, ...input }) {
      if ('packet' in part) return await desk.decide(part.packet, input);
      const found = await opened(part.campaign);
      return { decided: decide(deps, found, { ...input, reviewer: part.reviewer }) };
    },
    async withdraw({ part, rows }) {
      if ('packet' in part) return await desk.withdraw(part.packet, rows);
      return { withdrawn: withdraw(deps, await opened(part.campaign), part.reviewer, rows) };
    },
    async signOff({ campaign, reviewer }) {
      signOff(deps, await opened(campaign), reviewer);
      return null;
    },
    async settle({ campaign, row, decision }) {
      settle(deps, await opened(campaign), row, decision);
      return null;
    },
    async reassign({ campaign, ...input }) {
      reassign(deps, await opened(campaign), input);
      return null;
    },
    plan: ({ campaign, ...input }) =>
      deps.acts.during(async () => await planCampaign(deps, await opened(campaign), input)),
    prove: async ({ campaign }) => await proveCampaign(deps, await opened(campaign)),
    async explain({ campaign, rows, text }) {
      explain(deps, await opened(campaign), rows, text);
      return null;
    },
    async close(input) {
      const found = await opened(input.campaign);
      refuseClosed(found);
      const consequences = consequencesOf(found.state, found.controls, viewContext(deps).changeOf);
      const against = againstClosing(found.state, consequences);
      if (against.length > 0) throw refusal('not-ready-to-close', against.join(' '));
      return await evidence.close(input);
    },
    saveEvidence: (input) => evidence.saveEvidence(input),
    verify: () => evidence.verify(),
    exportPackets: (input) => files.exportPackets(input),
    readAnswers: (input) => files.readAnswers(input),
    importAnswers: (input) => files.importAnswers(input),
    openPacket: (input) => desk.openPacket(input),
    closePacket: (input) => desk.closePacket(input),
    saveAnswer: (input) => desk.saveAnswer(input),
  };
}
