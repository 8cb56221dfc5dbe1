import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openTenantRoom } from '../../src-main/compose-tenant-room.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { CredentialTray } from '../../src-main/services/credential-tray.ts';
import type { TenantSession } from '../../src-main/session/tenant-session.ts';
import { countingRandom } from '../builders/counting-random.ts';
import { movableClock, temporaryFolder } from '../builders/opened-mirror.ts';

/** A mirror thread that opens well, then dies of the first question. */
const dyingThread = `const { parentPort } = require('node:worker_threads');
parentPort.on('message', () => process.exit(1));
parentPort.postMessage({ type: 'open' });
`;

test('the ledger is closed even when the mirror cannot be', async () => {
  const folder = temporaryFolder(onTestFinished);
  const out = join(folder, 'out', 'main');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'mirror-worker.js'), dyingThread);
  const room = await openTenantRoom({
    forTerminal: false,
    // Closing a room asks nothing of the session.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    session: {} as TenantSession,
    folder: join(folder, 'tenant'),
    root: { folder, bundled: true, version: '0.0.0' },
    clock: movableClock(),
    random: countingRandom(),
    log: silentLog,
    tray: new CredentialTray({ clock: movableClock(), random: countingRandom(), onChanged: () => {} }),
    startedAt: '2026-01-01T00:00:00.000Z',
    writers: { writtenBefore: { marks: () => [], pathOf: () => null }, settled: async () => {} },
    automatic: () => false,
    onChanges: () => {},
    onMoment: () => {},
    historySuspect: false,
    onDamage: () => {},
  });
  expect(room.journal.list()).toEqual([]);
  await expect(room.close()).rejects.toMatchObject({ body: { reason: 'mirror-stopped' } });
  expect(() => room.journal.list()).toThrow('not open');
});
