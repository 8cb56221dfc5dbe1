import type { Reviewer, ReviewRow } from '../../../src-shared/domain/review.ts';
import type { ReviewEvent } from '../../../src-shared/domain/review-entry.ts';
import type { ReviewPacket } from '../../../src-shared/domain/review-file.ts';
import { packetFormat } from '../../../src-shared/domain/review-formats.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { CallOutput, ParsedInput } from '../../../src-shared/ipc/contract.ts';
import { type Clock, timestamp } from '../../../src-shared/ports/clock.ts';
import type { CampaignState } from '../../../src-shared/reviews/campaign-state.ts';
import { canonicalText } from '../../../src-shared/reviews/canonical-text.ts';
import type { FolderFile, WriteFolder } from '../../files/atomic-folder.ts';
import type { PacketSealer } from '../../files/packets/packet-thread.ts';
import type { AskWhere } from '../credentials-service.ts';
import { recorded, type RecordDeps } from '../journal.ts';
import { sha256Hex } from './answer-hash.ts';
import { packetFileName, packetFolderName } from './packet-names.ts';

/** A campaign as its packets are made from. Read anew each time, because it grows. */
export interface CampaignForPackets {
  readonly state: CampaignState;
  /** Everybody who can be named. */
  readonly reviewers: readonly Reviewer[];
  readonly roles: ReviewPacket['roles'];
  readonly places: ReviewPacket['places'];
}

/** What making packets needs. */
export interface ExportPacketsDeps extends RecordDeps {
  readonly clock: Pick<Clock, 'now'>;
  readonly sealer: PacketSealer;
  readonly askWhere: AskWhere;
  readonly writeFolder: WriteFolder;
  look(campaign: string): Promise<CampaignForPackets>;
  /** Writes events into the campaign's chain, all or none. */
  append(campaign: string, events: readonly ReviewEvent[]): Promise<void>;
  /** A new packet's answer key, base64. */
  newAnswerKey(campaign: string, packet: string): Promise<string>;
}

const refuse = (reason: string, message: string, hint: string): RolebookError =>
  new RolebookError({ kind: 'input', origin: 'main', reason, message, hint });

/** The rows that are a reviewer's now, in the roster's order. */
function rowsOf(state: CampaignState, reviewer: string): ReviewRow[] {
  return [...state.rows.values()].flatMap(({ row, reviewers }) =>
    reviewers.includes(reviewer) ? [{ ...row, reviewers: [...reviewers] }] : [],
  );
}

async function packetFor(
  deps: ExportPacketsDeps,
  { state, reviewers, roles, places }: CampaignForPackets,
  id: string,
): Promise<ReviewPacket> {
  const { campaign } = state;
  if (campaign === null) throw new Error('a campaign without its first entry');
  const reviewer = reviewers.find((one) => one.id === id) ?? { id, name: id };
  if (state.signedOff.has(id))
    throw refuse(
      'reviewer-signed-off',
      `${reviewer.name} has signed off already.`,
      'Choose other reviewers.',
    );
  const rows = rowsOf(state, id);
  if (rows.length === 0)
    throw refuse(
      'reviewer-without-rows',
      `${reviewer.name} has nothing to decide.`,
      'Choose other reviewers.',
    );
  const packet = deps.random.uuid();
  return {
    format: packetFormat,
    packet,
    campaign: {
      id: campaign.id,
      name: campaign.settings.name,
      due: campaign.settings.due,
      tenant: campaign.tenant.label,
      asOf: campaign.snapshot.asOf,
      policy: campaign.settings.policy,
    },
    reviewer,
    reviewers: [...reviewers],
    roles: [...roles],
    places: [...places],
    rows,
    rowsHash: sha256Hex(canonicalText(rows)),
    madeAt: timestamp(deps.clock),
    answerKey: await deps.newAnswerKey(campaign.id, packet),
  };
}

const cancelled: CallOutput<'reviews.exportPackets'> = {
  outcome: 'cancelled',
  folder: null,
  files: [],
  warnings: [],
};

/**
 * reviews.exportPackets: one sealed file for each reviewer, in a new folder. All are sealed before the place is asked for; the
 * chain says that they are out before they are, so that no answer can come to a packet that nobody knows of.
 */
export async function exportPackets(
  deps: ExportPacketsDeps,
  { campaign, reviewers, way, seal }: ParsedInput<'reviews.exportPackets'>,
): Promise<CallOutput<'reviews.exportPackets'>> {
  if (way === 'page' && seal.kind !== 'age-passphrase')
    throw refuse(
      'packet-seal-unfit',
      'A page is sealed with a passphrase.',
      'Choose one. Nothing was written.',
    );
  const known = await deps.look(campaign);
  if (known.state.closedAt !== null)
    throw refuse('campaign-closed', 'The campaign is closed.', 'Nothing can be decided in it any more.');
  const packets: ReviewPacket[] = [];
  for (const id of new Set(reviewers)) packets.push(await packetFor(deps, known, id));
  const files: FolderFile[] = [];
  for (const [at, packet] of packets.entries()) {
    const content =
      seal.kind === 'age-passphrase' && way === 'page'
        ? await deps.sealer.sealPage(packet, seal.passphrase)
        : await deps.sealer.sealFile(packet, seal, deps.clock.now());
    files.push({ name: packetFileName(packet, at + 1, way), content });
  }
  const name = known.state.campaign?.settings.name ?? '';
  const where = await deps.askWhere({
    suggestedName: packetFolderName(name, timestamp(deps.clock).slice(0, 10)),
    title: 'Save packets for reviewers in a new folder',
    buttonLabel: 'Save',
    filters: [],
  });
  if (where === null) return cancelled;
  return await recorded(deps, {
    verb: 'review.export-packets',
    object: name,
    detail: { campaign, way, seal: seal.kind, count: packets.length },
    run: async (): Promise<CallOutput<'reviews.exportPackets'>> => {
      await deps.append(
        campaign,
        packets.map(({ packet, reviewer, rows, rowsHash }): ReviewEvent => ({
          type: 'packet-made',
          packet,
          reviewer: reviewer.id,
          way,
          rows: rows.length,
          rowsHash,
        })),
      );
      const { path, warnings } = await deps.writeFolder(where.path, files);
      return {
        outcome: 'written',
        folder: path,
        files: packets.map(({ reviewer, rows }, at) => ({
          reviewer: reviewer.id,
          file: files[at]?.name ?? '',
          rows: rows.length,
        })),
        warnings: [...warnings],
      };
    },
  });
}
