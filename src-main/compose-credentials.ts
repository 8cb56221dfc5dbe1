import type { EventChannel } from '../src-shared/ipc/channels.ts';
import type { EventPayload } from '../src-shared/ipc/contract.ts';
import type { Clock } from '../src-shared/ports/clock.ts';
import type { Random } from '../src-shared/ports/random.ts';
import type { Journal } from './db/journal.ts';
import { openLedger } from './db/ledger.ts';
import type { WriteFolder } from './files/atomic-folder.ts';
import type { WriteFile } from './files/atomic-write.ts';
import { createFileMaker } from './files/file-maker.ts';
import { readBytes } from './files/read-bytes.ts';
import type { Log } from './log/log.ts';
import type { AskWhich } from './services/changes/export-plan.ts';
import type { CredentialTray } from './services/credential-tray.ts';
import {
  type AskWhere,
  createCredentialsService,
  type CredentialsService,
  type SecretClipboard,
} from './services/credentials-service.ts';
import { createOwnersLedger } from './services/owners-ledger.ts';
import { tenantFolder } from './services/tenant-folder.ts';
import type { Workspace } from './services/workspace.ts';
import type { AppRoot } from './system/app-root.ts';
import { workerUrl } from './system/worker-url.ts';

/** What the hand-over of secrets is connected with. */
export interface CredentialsParts {
  readonly profileDir: string;
  readonly root: AppRoot;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly clipboard: SecretClipboard;
  readonly askWhere: AskWhere;
  readonly askWhich: AskWhich;
  readonly pullByItself: boolean;
  readonly workspace: Workspace<Journal>;
  actor(): string;
  readonly tray: CredentialTray;
  readonly writeFile: WriteFile;
  readonly writeFolder: WriteFolder;
  /** See {@link CredentialsDeps.settled}. */
  settled(packageId: string): Promise<void>;
  emit<E extends EventChannel>(channel: E, payload: EventPayload<E>): void;
}

/** Connects the hand-over of secrets with the tenant that is open, and with the ledgers of others. */
export function composeCredentials(parts: CredentialsParts): CredentialsService {
  const { profileDir, root, clock, random, log, workspace, tray, writeFile, writeFolder } = parts;
  return createCredentialsService({
    ledgers: createOwnersLedger({
      openKey: () => workspace.session()?.key ?? null,
      openParts: () => ({ journal: workspace.journal(), unhanded: workspace.unhanded() }),
      folderOf: (key) => tenantFolder(profileDir, key),
      openLedger: (path) => openLedger(path, { clock, log }),
    }),
    openTenant: () => {
      const room = workspace.editRoom();
      if (room === null) return null;
      const owner = { key: room.session.key, actor: parts.actor() };
      return { owner, marks: workspace.unhanded().list(), changes: () => room.outbox.open() };
    },
    revealHandsOver: !parts.pullByItself,
    tray,
    random,
    clock,
    log,
    clipboard: parts.clipboard,
    chain: () => workspace.journal(),
    readBytes,
    askWhich: parts.askWhich,
    askWhere: parts.askWhere,
    writeFile,
    writeFolder,
    settled: (packageId) => parts.settled(packageId),
    makeFile: createFileMaker({ workerUrl: workerUrl(root, 'files/make-file-worker') }),
    checkRecipients: async (seal) => {
      // openpgp is large, and few starts need it.
      const { checkRecipients } = await import('./files/containers/check-recipients.ts');
      return await checkRecipients(seal, new Date(clock.now()));
    },
    onExporting: (progress) => parts.emit('credentials.exporting', progress),
    sender: () => (parts.actor().includes('@') ? parts.actor() : null),
  });
}
