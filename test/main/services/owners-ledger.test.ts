import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLedger } from '../../../src-main/db/ledger.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { createOwnersLedger } from '../../../src-main/services/owners-ledger.ts';
import { movableClock, temporaryFolder } from '../../builders/opened-mirror.ts';

it('writes into the ledger of the tenant that issued the secret, whichever is open', async () => {
  const folder = temporaryFolder(onTestFinished);
  const deps = { clock: movableClock(), log: silentLog };
  const folderOf = (key: string): string => join(folder, key);
  for (const key of ['a', 'b']) mkdirSync(folderOf(key));
  const open = openLedger(join(folderOf('a'), 'ledger.db'), deps);
  onTestFinished(() => open.close());
  const ledgers = createOwnersLedger({
    openKey: () => 'a',
    openParts: () => open,
    folderOf,
    openLedger: (path) => openLedger(path, deps),
  });
  const entry = { verb: 'credential.copy', object: 'x@example.com', detail: {}, result: 'done' as const };
  await ledgers.journal({ key: 'a', actor: 'root@a.example' }).append(entry);
  await ledgers.journal({ key: 'b', actor: 'root@b.example' }).append(entry);
  expect(open.journal.list().map(({ actor }) => actor)).toEqual(['root@a.example']);
  const other = openLedger(join(folderOf('b'), 'ledger.db'), deps);
  onTestFinished(() => other.close());
  expect(other.journal.list().map(({ actor, verb }) => `${actor} ${verb}`)).toEqual([
    'root@b.example credential.copy',
  ]);
});

it('takes marks away where the secret was issued', () => {
  const folder = temporaryFolder(onTestFinished);
  const deps = { clock: movableClock(), log: silentLog };
  const ended: string[] = [];
  const ledgers = createOwnersLedger({
    openKey: () => 'a',
    openParts: () => {
      throw new Error('the wrong tenant');
    },
    folderOf: () => folder,
    openLedger: (path) => {
      const ledger = openLedger(path, deps);
      return { ...ledger, unhanded: { ...ledger.unhanded, end: (ids) => void ended.push(...ids) } };
    },
  });
  ledgers.endMarks({ key: 'b', actor: 'root@b.example' }, ['c-1']);
  expect(ended).toEqual(['c-1']);
});
