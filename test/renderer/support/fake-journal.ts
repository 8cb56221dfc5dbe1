import { toldOf } from '../../../src-shared/domain/change-note.ts';
import type { JournalRow } from '../../../src-shared/domain/journal.ts';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import { fakeNow } from './fake-facts.ts';

/** A journal in memory: some edits, one of them cut off, and hand-overs of every kind. */
export function createFakeJournal(): RolebookApi['journal'] {
  const rows: JournalRow[] = [];
  const add = (verb: string, object: string, detail: JournalRow['detail']): void => {
    const seq = rows.length + 1;
    rows.push({
      seq,
      time: new Date(fakeNow - (40 - seq) * 3_400_000).toISOString(),
      actor: seq % 5 === 0 ? 'ops@example.com' : 'admin@example.com',
      verb,
      object,
      detail: { ...detail, zone: '+01:00' },
      hash: seq.toString(16).padStart(64, 'a'),
    });
  };
  const recorded = (
    verb: string,
    object: string,
    act: string,
    more: JournalRow['detail'],
    result: string,
  ) => {
    add(verb, object, { ...more, act, result: 'intended' });
    add(verb, object, { ...more, act, result });
  };
  add('user.create', 'grace@example.com', {
    act: 'c1',
    group: 'g1',
    what: 'Create grace@example.com',
    result: 'saved',
  });
  add('rule.create', 'grace@example.com', {
    act: 'c2',
    group: 'g1',
    what: 'Give Viewer on tenant',
    reason: 'Looks after the whole tenant.',
    result: 'saved',
  });
  const file = { tenant: 'https://demo.example.com', format: 'keepassxc-csv' };
  recorded(
    'credential.export',
    'grace@example.com',
    'h1',
    {
      ...file,
      accounts: 'grace@example.com',
      count: 1,
      sealed: true,
      package: 'K7QM-2XWA',
      file: '9f86d081884c7d65',
    },
    'done',
  );
  add('credential.receipt', 'grace@example.com', {
    of: 'h1',
    note: 'Signed strip came back',
    result: 'done',
  });
  recorded(
    'credential.export',
    '3 credentials',
    'h2',
    {
      ...file,
      accounts: 'ada@example.com ben@example.com carla@example.com',
      count: 3,
      sealed: false,
      file: '60303ae22b998861',
    },
    'done',
  );
  recorded('credential.copy', 'ada@example.com', 'h3', { accounts: 'ada@example.com', count: 1 }, 'done');
  recorded('credential.reveal', 'ben@example.com', 'h4', { accounts: 'ben@example.com', count: 1 }, 'done');
  add('user.sign-out', 'mallory@example.com', { act: 'x1', result: 'intended' });

  return {
    async list({ before, limit = 200, verb = '', search = '' }) {
      const found = rows
        .filter((row) => (before ?? null) === null || row.seq < (before ?? 0))
        .filter((row) => row.verb.startsWith(verb))
        .filter((row) => JSON.stringify(row).toLowerCase().includes(search.toLowerCase()))
        .toReversed();
      const notes = new Map([['g1', { reason: 'Joins the vision team.', ticket: 'CHG-1204' }]]);
      const told = found.slice(0, limit).map((row) => ({ ...row, ...toldOf(row, notes) }));
      return { ok: true, data: { rows: told, more: found.length > limit } };
    },
    verify: async () => ({
      ok: true,
      data: { intact: true, rows: rows.length, lastHash: rows.at(-1)?.hash ?? '' },
    }),
    export: async () => ({
      ok: true,
      data: { outcome: 'written', path: 'journal.csv', rows: rows.length, warnings: [] },
    }),
    async recordReceipt({ act, note }) {
      add('credential.receipt', 'receipt', { of: act, note, result: 'done' });
      return { ok: true, data: null };
    },
  };
}
