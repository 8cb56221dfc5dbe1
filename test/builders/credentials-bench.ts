import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createFolderWriter } from '../../src-main/files/atomic-folder.ts';
import { readBytes } from '../../src-main/files/read-bytes.ts';
import { createFileWriter } from '../../src-main/files/atomic-write.ts';
import { checkRecipients } from '../../src-main/files/containers/check-recipients.ts';
import type { LogFields } from '../../src-main/log/log.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { CredentialTray } from '../../src-main/services/credential-tray.ts';
import {
  createCredentialsService,
  type CredentialsServiceDeps,
  type WhereQuestion,
} from '../../src-main/services/credentials-service.ts';
import { HandClock } from './hand-clock.ts';
import { MemoryJournal } from './memory-journal.ts';
import { quickFileMaker } from './quick-files.ts';
import { countingRandom } from './counting-random.ts';

/** The secret; awkward in every file format. */
export const canary = '=Canary,"päss"';

/** The hand-over of one secret of ada@example.com, into files of a folder. `answer`: the file the user names, null = none. */
export function credentialsBench(folder: string, answer: string | null = 'out') {
  const clock = new HandClock();
  const random = countingRandom();
  const journal = new MemoryJournal();
  const logged: string[] = [];
  const keep = (event: string, fields?: LogFields): void =>
    void logged.push(event, JSON.stringify(fields ?? {}));
  const log = { ...silentLog, error: keep, warn: keep, info: keep, debug: keep };
  const tray = new CredentialTray({ clock, random, onChanged: () => {} });
  const board = { text: '', cleared: 0 };
  const questions: WhereQuestion[] = [];
  const ended: string[][] = [];
  const exporting: { done: number; of: number }[] = [];
  const deps: CredentialsServiceDeps = {
    tray,
    clock,
    random,
    ledgers: { journal: () => journal, endMarks: (owner, ids) => void ended.push([owner.key, ...ids]) },
    openTenant: () => null,
    chain: () => ({ page: () => [] }),
    askWhich: async () => null,
    readBytes,
    revealHandsOver: false,
    log,
    clipboard: {
      writeSecret: async (text) => void (board.text = text),
      clearIfOurs: async () => {
        board.text = '';
        board.cleared += 1;
      },
    },
    askWhere: async (question) => {
      questions.push(question);
      return answer === null ? null : { path: join(folder, answer), mayReplace: false };
    },
    writeFile: createFileWriter({ random: { uuid: () => randomUUID() }, platform: 'linux' }),
    writeFolder: createFolderWriter({ random: { uuid: () => randomUUID() }, platform: 'linux' }),
    settled: async () => {},
    makeFile: quickFileMaker(),
    checkRecipients: (seal) => checkRecipients(seal, new Date(clock.now())),
    onExporting: (progress) => void exporting.push(progress),
    sender: () => 'root@example.com',
  };
  const service = createCredentialsService(deps);
  const info = tray.add(
    {
      kind: 'temporary-password',
      account: 'ada@example.com',
      tenantUrl: 'https://tenant.example.com',
      tenantLabel: 'Acme Größe',
      cause: 'user-created',
      mustChange: true,
    },
    canary,
    { key: 'k1', actor: 'root@example.com' },
  );
  return { clock, journal, logged, tray, board, questions, deps, service, ended, exporting, id: info.id };
}
