import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ReviewEvent } from '../src-shared/domain/review-entry.ts';
import type { EventChannel } from '../src-shared/ipc/channels.ts';
import type { EventPayload } from '../src-shared/ipc/contract.ts';
import type { Clock } from '../src-shared/ports/clock.ts';
import { againstClosing } from '../src-shared/reviews/against-closing.ts';
import { consequencesOf } from '../src-shared/reviews/consequences.ts';
import type { Journal as LedgerJournal } from './db/journal.ts';
import type { WriteFolder } from './files/atomic-folder.ts';
import type { WriteFile } from './files/atomic-write.ts';
import { createEvidenceMaker } from './files/evidence/evidence-maker.ts';
import { readPacketPage } from './files/packets/read-packet-page.ts';
import { createPacketSealer } from './files/packets/packet-thread.ts';
import { readBytes } from './files/read-bytes.ts';
import { createCampaignSecrets } from './secrets/campaign-secrets.ts';
import type { Keychain } from './secrets/keychain.ts';
import { createSigningKeys, signingAccount } from './secrets/signing-key.ts';
import type { ActGate } from './services/act-gate.ts';
import type { AskWhich } from './services/changes/export-plan.ts';
import type { AskWhere } from './services/credentials-service.ts';
import type { EditDeps } from './services/edits/edit-room.ts';
import type { Journal } from './services/journal.ts';
import { copyOf } from './services/reviews/campaign-copy.ts';
import { partChoices } from './services/reviews/campaign-part.ts';
import { answerName, createEvidenceDesk } from './services/reviews/evidence-desk.ts';
import { type AskWhichFiles, createAnswerImport } from './services/reviews/import-answers.ts';
import { createPacketDesk } from './services/reviews/packet-desk.ts';
import { createPacketDrafts } from './services/reviews/packet-draft.ts';
import { exportPackets } from './services/reviews/packet-files.ts';
import { LiveCampaigns } from './services/reviews/live-campaigns.ts';
import { rosterNow } from './services/reviews/prove-campaign.ts';
import { type ReviewDeps, viewContext } from './services/reviews/review-deps.ts';
import { createReviewsService, type ReviewsService } from './services/reviews/reviews-service.ts';
import type { Workspace } from './services/workspace.ts';
import type { AppRoot } from './system/app-root.ts';
import { workerUrl } from './system/worker-url.ts';

/** What reviews are connected with. */
export interface ReviewsParts {
  readonly edits: EditDeps & { readonly acts: ActGate; readonly clock: Clock };
  readonly workspace: Workspace<LedgerJournal>;
  readonly profileDir: string;
  readonly root: AppRoot;
  readonly keychain: Keychain;
  readonly journal: Journal;
  readonly askWhere: AskWhere;
  readonly askWhich: AskWhich;
  readonly askWhichFiles: AskWhichFiles;
  readonly writeFile: WriteFile;
  readonly writeFolder: WriteFolder;
  actor(): string;
  breathe(): Promise<void>;
  emit<E extends EventChannel>(channel: E, payload: EventPayload<E>): void;
}

/** Reviews, and what the lock takes from them. */
export interface ComposedReviews {
  readonly service: ReviewsService;
  /** Packets that were open are forgotten; what was decided about them is kept by ids. */
  locked(): void;
}

/** Connects reviews with the tenant that is open, with files, and with the keychain. */
export function composeReviews(parts: ReviewsParts): ComposedReviews {
  const { edits, workspace, profileDir, root, keychain, actor, breathe, emit } = parts;
  const { random, log, clock } = edits;
  const { journal, askWhere, askWhich, writeFile } = parts;
  const onChanged = (campaign: string, events: readonly ReviewEvent[] = []): void => {
    const signedOff = events.flatMap((one) => (one.type === 'signed-off' ? [one.reviewer] : []));
    emit('reviews.changed', { campaign, signedOff });
  };
  const live = new LiveCampaigns({ campaigns: () => workspace.campaigns(), actor, breathe, onChanged });
  const deps: ReviewDeps = {
    ...edits,
    live,
    campaigns: () => workspace.campaigns(),
    history: () => workspace.history(),
    state: () => workspace.state(),
    lastLook: () => workspace.lastLook(),
    actor,
    breathe,
    onChanged,
  };
  const secrets = createCampaignSecrets({ keychain, random });
  const saving = { journal, random, log, clock, askWhere, askWhich, writeFile, readBytes };
  const sealer = createPacketSealer({
    workerUrl: workerUrl(root, 'files/packets/packet-worker'),
    readPage: () => readPacketPage(join(root.folder, 'out', 'packet-page', 'packet.html')),
  });
  const files = {
    ...saving,
    sealer,
    writeFolder: parts.writeFolder,
    newAnswerKey: secrets.newAnswerKey,
    async look(id: string) {
      const found = await live.get(id);
      return { state: found.state, ...(await partChoices(deps, found)) };
    },
    async append(id: string, events: readonly ReviewEvent[]): Promise<void> {
      live.append(await live.get(id), { events });
    },
  };
  const answers = createAnswerImport({
    ...saving,
    askWhichFiles: parts.askWhichFiles,
    room: (id) => ({
      state: async () => (await live.get(id)).state,
      async append(events, { packet, text }) {
        live.append(await live.get(id), { events, texts: [{ name: answerName(packet), text }] });
      },
      answerKey: (packet) => secrets.answerKey(id, packet),
    }),
    async copy(id) {
      const copy = await copyOf(await live.get(id), breathe);
      return {
        state: async () => copy.live.state,
        append: async (events) => copy.take(events),
        answerKey: (packet) => secrets.answerKey(id, packet),
      };
    },
  });
  const desk = createPacketDesk({
    ...saving,
    sealer,
    drafts: createPacketDrafts({ folder: profileDir, writeFile }),
  });
  const service = createReviewsService(deps, {
    files: {
      exportPackets: (input) => exportPackets(files, input),
      readAnswers: (input) => answers.readAnswers(input),
      importAnswers: (input) => answers.importAnswers(input),
    },
    desk,
    evidence: createEvidenceDesk({
      ...saving,
      live,
      keys: createSigningKeys({ keychain, random, account: signingAccount(profileDir) }),
      secrets,
      maker: createEvidenceMaker({
        workerUrl: workerUrl(root, 'files/evidence/evidence-worker'),
        verifierUrl: pathToFileURL(join(root.folder, 'resources', 'verify-evidence.mjs')),
      }),
      againstClosing: ({ state, controls }) =>
        againstClosing(state, consequencesOf(state, controls, viewContext(deps).changeOf)),
      rosterNow: (campaign) => rosterNow(deps, campaign),
    }),
  });
  return {
    service,
    locked() {
      desk.forget();
      answers.forget();
    },
  };
}
