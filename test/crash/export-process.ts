/**
 * Exports credentials as the product does, one after the other, until it is killed: real tray, ledger, journal, thread and
 * writers, without a tenant. Says `begin NAME` before each and `done NAME` when it was told that it is written. Arguments: a
 * JSON of `ExportLife`.
 */
import { writeFileSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { openLedger } from '../../src-main/db/ledger.ts';
import { startWriting } from '../../src-main/files/start-writing.ts';
import type { WriteFile } from '../../src-main/files/atomic-write.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { CredentialTray } from '../../src-main/services/credential-tray.ts';
import { createCredentialsService } from '../../src-main/services/credentials-service.ts';
import { createOwnersLedger } from '../../src-main/services/owners-ledger.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import type { Seal } from '../../src-shared/domain/seal.ts';
import { quickFileMaker } from '../builders/quick-files.ts';
import { type Keys, sealOf } from '../exportcrypt/sealed-files.ts';
import { exportPlan, oldContent, type PlannedExport } from './export-plan.ts';
import { type DeathAt, dieAtFileOperation } from './file-faults.ts';

/** What a life of this process is to do. */
export interface ExportLife {
  readonly profile: string;
  readonly out: string;
  readonly seed: number;
  readonly keys: Keys;
  /** `in-place` writes as a careless program would: the control, which must lose. */
  readonly writer: 'product' | 'in-place';
  /** Null = it is killed from outside. */
  readonly death: DeathAt | null;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- export-campaign.ts, which starts this, gives nothing else
const life = JSON.parse(process.argv[2] ?? '') as ExportLife;
const { profile, out, keys } = life;
const clock = createSystemClock();
const random = createSystemRandom();
const log = silentLog;
const owner = { key: 'tenant', actor: 'root@example.com' };
const never = (): Promise<never> => Promise.reject(new Error('nobody is there to ask'));
const say = (line: string): void => void writeSync(1, `${line}\n`);
const arm = life.death === null ? () => {} : dieAtFileOperation(life.death);

const writeInPlace: WriteFile = async (path, content) => {
  const handle = await open(path, 'w', 0o600);
  try {
    await handle.writeFile(content);
  } finally {
    await handle.close();
  }
  return { path, warnings: [] };
};

let answer: { path: string; mayReplace: boolean } | null = null;
const writers = await startWriting(profile, { random, platform: process.platform });
const tray = new CredentialTray({ clock, random, onChanged: () => {} });
const service = createCredentialsService({
  tray,
  clock,
  random,
  log,
  ledgers: createOwnersLedger({
    openKey: () => null,
    openParts: () => {
      throw new Error('no tenant is open');
    },
    folderOf: (key) => join(profile, 'tenants', key),
    openLedger: (path) => openLedger(path, { clock, log }),
  }),
  openTenant: () => null,
  chain: () => {
    throw new Error('no tenant is open');
  },
  askWhich: async () => null,
  readBytes: never,
  revealHandsOver: false,
  clipboard: { writeSecret: never, clearIfOurs: never },
  askWhere: async () => answer,
  writeFile: life.writer === 'product' ? writers.writeFile : writeInPlace,
  writeFolder: writers.writeFolder,
  settled: (packageId) => writers.settled(packageId),
  makeFile: quickFileMaker(),
  checkRecipients: never,
  onExporting: () => {},
  sender: () => null,
});

async function run({ format, kind, each, replaces, people, name }: PlannedExport): Promise<void> {
  const ids = people.map(({ account, secret }) => {
    const about = { tenantUrl: 'https://tenant.example.com', tenantLabel: 'Acme', mustChange: true } as const;
    return tray.add({ ...about, kind: 'temporary-password', account, cause: 'user-created' }, secret, owner)
      .id;
  });
  answer = { path: join(out, name), mayReplace: replaces };
  const seal: Seal = sealOf(kind, keys);
  say(`begin ${name}`);
  await (each
    ? service.exportEach({ format, files: ids.map((id) => ({ ids: [id], seal })) })
    : service.export({ ids, format, seal }));
  say(`done ${name}`);
  await service.discard({ ids });
}

const plan = exportPlan(life.seed);
say('ready');
arm();
for (;;) {
  const { value } = plan.next();
  if (value.replaces) writeFileSync(join(out, value.name), oldContent(value.name), { mode: 0o600 });
  await run(value);
}
