import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type JournalEntry, type JournalRow } from '../../../../src-main/db/journal.ts';
import { type Ledger, openLedger } from '../../../../src-main/db/ledger.ts';
import { silentLog } from '../../../../src-main/log/log.ts';
import { pathHash } from '../../../../src-main/services/credentials/path-hash.ts';
import { settleInterrupted } from '../../../../src-main/services/journal-book/settle-interrupted.ts';
import { movableClock, temporaryFolder } from '../../../builders/opened-mirror.ts';

function opened(): Ledger {
  const path = join(temporaryFolder(onTestFinished), 'ledger.db');
  const ledger = openLedger(path, { clock: movableClock(), log: silentLog });
  onTestFinished(() => ledger.close());
  return ledger;
}

const row = (act: string, result: string, verb = 'credential.export'): JournalEntry => ({
  actor: 'root@example.com',
  verb,
  object: 'ada@example.com',
  detail: { act, result, format: 'kdbx', count: 1 },
});
const told = (rows: readonly JournalRow[]): string[] =>
  rows.map(({ verb, detail }) => `${verb} ${String(detail['act'])} ${String(detail['result'])}`).toReversed();
const settle = (ledger: Ledger, more: object = {}): number =>
  settleInterrupted({
    journal: ledger.journal,
    startedAt: '9999-01-01T00:00:00.000Z',
    isChange: () => false,
    written: { marks: () => [], pathOf: () => null },
    settled: () => {},
    log: silentLog,
    ...more,
  });

it('gives an act that was cut off its outcome, by whom and to what it was, once', () => {
  const ledger = opened();
  ledger.journal.appendAll([row('a', 'intended'), row('a', 'done'), row('b', 'intended')]);
  expect(settle(ledger)).toBe(1);
  const [added] = ledger.journal.list();
  expect(added).toMatchObject({
    actor: 'root@example.com',
    verb: 'credential.export',
    object: 'ada@example.com',
    detail: { act: 'b', result: 'interrupted', format: 'kdbx', count: 1 },
  });
  expect(settle(ledger)).toBe(0);
  expect(ledger.journal.list()).toHaveLength(4);
  expect(ledger.journal.verify()).toMatchObject({ intact: true });
});

it('tells of an export whose file was there by then that it was done, and where', () => {
  const ledger = opened();
  const exported = (act: string, packageId: string, result: string): JournalEntry => ({
    ...row(act, result),
    detail: { act, package: packageId, result },
  });
  ledger.journal.appendAll([
    exported('a', 'AAAA-2222', 'intended'),
    exported('b', 'BBBB-2222', 'intended'),
    exported('c', 'CCCC-2222', 'intended'),
    exported('c', 'CCCC-2222', 'done'),
    { ...exported('e', 'EEEE-2222', 'intended'), verb: 'credential.draft' },
  ]);
  const gone: string[] = [];
  const paths: Readonly<Record<string, string>> = {
    'AAAA-2222': '/out/a.kdbx',
    'CCCC-2222': '/out/c.kdbx',
    'EEEE-2222': '/out/draft.eml',
    'DDDD-2222': '/out/of-another-tenant.kdbx',
  };
  const written = { marks: () => Object.keys(paths), pathOf: (mark: string) => paths[mark] ?? null };
  expect(settle(ledger, { written, settled: (mark: string) => gone.push(mark) })).toBe(3);
  expect(told(ledger.journal.list()).slice(-3)).toEqual([
    'credential.export a done',
    'credential.export b interrupted',
    'credential.draft e done',
  ]);
  const [, , done] = ledger.journal.list(3);
  expect(done?.detail).toMatchObject({ file: pathHash('/out/a.kdbx'), foundAtNextStart: true });
  // What another tenant has to tell of waits until that one is opened.
  expect(gone).toEqual(['AAAA-2222', 'CCCC-2222', 'EEEE-2222']);
});

it('leaves alone what this process has begun, and what the outbox settles by reading the tenant', () => {
  const ledger = opened();
  ledger.journal.appendAll([row('a', 'intended'), row('change', 'intended', 'user.create')]);
  expect(settle(ledger, { startedAt: '2000-01-01T00:00:00.000Z' })).toBe(0);
  expect(settle(ledger, { isChange: (act: string) => act === 'change' })).toBe(1);
  expect(told(ledger.journal.list()).at(-1)).toBe('credential.export a interrupted');
});

it('settles several in their order', () => {
  const ledger = opened();
  ledger.journal.appendAll([
    row('a', 'intended'),
    row('b', 'intended', 'user.sign-out'),
    row('c', 'intended'),
    row('b', 'failed', 'user.sign-out'),
  ]);
  expect(settle(ledger)).toBe(2);
  expect(told(ledger.journal.list()).slice(-2)).toEqual([
    'credential.export a interrupted',
    'credential.export c interrupted',
  ]);
});

it('does not keep a tenant closed when nothing can be written', () => {
  const ledger = opened();
  ledger.journal.append(row('a', 'intended'));
  const journal = {
    withoutOutcome: (among: number) => ledger.journal.withoutOutcome(among),
    page: () => [],
    appendAll: () => {
      throw new Error('disk full');
    },
  };
  expect(settle(ledger, { journal })).toBe(0);
});
