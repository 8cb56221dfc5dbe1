import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash, randomUUID } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import { createJournal } from '../../../../src-main/db/journal.ts';
import { ledgerMigrations } from '../../../../src-main/db/ledger.ts';
import { migrate } from '../../../../src-main/db/migrate.ts';
import { createFileWriter } from '../../../../src-main/files/atomic-write.ts';
import { silentLog } from '../../../../src-main/log/log.ts';
import { createJournalService } from '../../../../src-main/services/journal-book/journal-service.ts';
import { createLedgerJournal } from '../../../../src-main/services/ledger-journal.ts';
import { createSystemRandom } from '../../../../src-main/system/system-random.ts';
import { HandClock } from '../../../builders/hand-clock.ts';
import { temporaryFolder } from '../../../builders/opened-mirror.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).toReversed()) end();
});

function book(rows: number) {
  let zone = '+01:00';
  const clock = Object.assign(new HandClock(), { zone: () => zone });
  const database = new Sqlite(':memory:');
  ends.push(() => database.close());
  migrate(database, ledgerMigrations);
  const chain = createJournal(database, clock);
  for (let at = 1; at <= rows; at += 1) {
    chain.append({
      actor: 'root@example.com',
      verb: at % 2 === 0 ? 'user.create' : 'credential.export',
      object: `user${at}@example.com`,
      detail: { act: `act-${at}`, result: 'done', formula: '=1+1' },
    });
  }
  const folder = temporaryFolder((work) => ends.push(work));
  let breaths = 0;
  const place = { path: join(folder, 'journal.csv') };
  const service = createJournalService({
    chain: () => chain,
    journal: createLedgerJournal({ rows: () => chain, actor: () => 'root@example.com' }),
    random: createSystemRandom(),
    clock,
    log: silentLog,
    askWhere: async () => ({ ...place, mayReplace: false }),
    writeFile: createFileWriter({ random: { uuid: () => randomUUID() }, platform: 'linux' }),
    breathe: async () => void (breaths += 1),
  });
  return {
    service,
    chain,
    database,
    folder,
    place,
    breaths: () => breaths,
    moveTo: (to: string) => (zone = to),
  };
}

describe('the journal', () => {
  it('is read in pages, by kind and by text, newest first', () => {
    const { service } = book(7);
    const ask = (more: object) => service.list({ before: null, limit: 3, verb: '', search: '', ...more });
    expect(ask({}).rows.map(({ seq }) => seq)).toEqual([7, 6, 5]);
    expect(ask({}).more).toBe(true);
    const last = ask({ before: 4 });
    expect([last.rows.map(({ seq }) => seq), last.more]).toEqual([[3, 2, 1], false]);
    expect(ask({ verb: 'user.' }).rows.map(({ seq }) => seq)).toEqual([6, 4, 2]);
    expect(ask({ search: 'USER5@' }).rows.map(({ seq }) => seq)).toEqual([5]);
    expect(ask({ search: 'act-2' }).rows.map(({ seq }) => seq)).toEqual([2]);
    expect(ask({ search: '%' }).rows).toEqual([]);
    expect(Object.keys(ask({}).rows[0] ?? {})).not.toContain('previousHash');
  });

  it('is proved in parts, with room for others in between', async () => {
    const { service, breaths, chain, database } = book(600);
    expect(await service.verify()).toEqual({
      intact: true,
      rows: 600,
      lastHash: chain.list(1)[0]?.hash,
    });
    expect(breaths()).toBe(2);
    database.exec('DROP TRIGGER journal_never_changes');
    database.prepare("UPDATE journal SET object = 'x' WHERE seq = 400").run();
    expect(await service.verify()).toEqual({ intact: false, brokenAt: 400 });
  });

  it('is saved for spreadsheets without formulas, and the saving is a row itself', async () => {
    const { service, place, chain } = book(3);
    expect(await service.export({ format: 'csv' })).toMatchObject({ outcome: 'written', rows: 4 });
    const lines = readFileSync(place.path, 'utf8').split('\r\n');
    expect(lines[0]).toBe('\uFEFFNumber,Time (UTC),Zone,Who,What,To what,Result,Reason,Ticket,Facts,Hash');
    expect(lines).toHaveLength(6);
    expect(lines[1]).toContain('user1@example.com,done,,,act: act-1; formula: =1+1');
    expect(chain.list(1)[0]).toMatchObject({
      verb: 'journal.export',
      detail: { format: 'csv', result: 'done' },
    });
  });

  it('tells the zone of each row, and reason and ticket of its change set, in the list and in both files', async () => {
    const { service, chain, place, moveTo } = book(0);
    const row = { actor: 'root@example.com', object: 'x' };
    chain.append({ ...row, verb: 'user.create', detail: { group: 'g1', result: 'saved' } });
    moveTo('-03:30');
    const note = { reason: 'Joins, soon', ticket: 'CHG-1' };
    chain.append({ ...row, verb: 'changes.noted', detail: { group: 'g1', ...note, result: 'done' } });
    chain.append({ ...row, verb: 'user.create', detail: { group: 'g2', result: 'saved' } });
    const told = [
      { seq: 1, zone: '+01:00', ...note },
      { seq: 2, zone: '-03:30', ...note },
      { seq: 3, zone: '-03:30', reason: null, ticket: null },
    ];
    const { rows } = service.list({ before: null, limit: 3, verb: '', search: '' });
    expect(rows).toMatchObject(told.toReversed());
    await service.export({ format: 'csv' });
    const lines = readFileSync(place.path, 'utf8').split('\r\n');
    expect(lines[1]).toContain(
      ',UTC+01:00,root@example.com,user.create,x,saved,"Joins, soon",CHG-1,group: g1,',
    );
    place.path = place.path.replace('.csv', '.json');
    await service.export({ format: 'json' });
    const file = JSON.parse(readFileSync(place.path, 'utf8')) as { rows: object[] };
    expect(file.rows.slice(0, 3)).toMatchObject(told);
    expect(await service.verify()).toMatchObject({ intact: true });
  });

  it('reads on what is noted after it was read, the last note of a set, and none of a row that is no note', () => {
    const { chain } = book(2);
    const row = { actor: 'root@example.com', object: 'x', verb: 'changes.noted' };
    expect(chain.notes().size).toBe(0);
    chain.append({ ...row, detail: { group: 'g1', reason: 'First', ticket: null } });
    chain.append({ ...row, detail: { reason: 'of nothing', ticket: null } });
    expect([...chain.notes()]).toEqual([['g1', { reason: 'First', ticket: null }]]);
    chain.append({ ...row, detail: { group: 'g1', reason: 'Second', ticket: 'CHG-1' } });
    chain.append({ ...row, detail: { group: 'g2', reason: null, ticket: 'CHG-2' } });
    chain.append({ ...row, detail: { group: 'g2', reason: null, ticket: null } });
    expect([...chain.notes()]).toEqual([['g1', { reason: 'Second', ticket: 'CHG-1' }]]);
  });

  it('is saved as JSON in a way that anybody can prove with SHA-256 alone', async () => {
    const { service, place } = book(300);
    await service.export({ format: 'json' });
    const { rows } = JSON.parse(readFileSync(place.path, 'utf8')) as {
      rows: {
        seq: number;
        time: string;
        actor: string;
        verb: string;
        object: string;
        detailText: string;
        previousHash: string;
        hash: string;
      }[];
    };
    expect(rows).toHaveLength(301);
    let before = '0'.repeat(64);
    for (const { previousHash, seq, time, actor, verb, object, detailText, hash } of rows) {
      expect(previousHash).toBe(before);
      before = createHash('sha256')
        .update(JSON.stringify([previousHash, seq, time, actor, verb, object, detailText]))
        .digest('hex');
      expect(hash).toBe(before);
    }
  });

  it('takes a receipt for a hand-over it knows, and for no other', async () => {
    const { service, chain } = book(3);
    await service.recordReceipt({ act: 'act-3', note: 'strip came back' });
    await service.recordReceipt({ act: 'act-3', note: 'and once more by phone' });
    expect(chain.list(2)).toMatchObject([
      {
        verb: 'credential.receipt',
        object: 'user3@example.com',
        detail: { of: 'act-3', note: 'and once more by phone' },
      },
      {
        verb: 'credential.receipt',
        object: 'user3@example.com',
        detail: { of: 'act-3', note: 'strip came back' },
      },
    ]);
    await expect(service.recordReceipt({ act: 'act-2', note: 'x' })).rejects.toMatchObject({
      body: { kind: 'not-found', reason: 'hand-over-unknown' },
    });
    await expect(service.recordReceipt({ act: 'act', note: 'x' })).rejects.toMatchObject({
      body: { reason: 'hand-over-unknown' },
    });
  });
});
