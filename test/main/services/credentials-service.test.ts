import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter } from 'age-encryption';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { createCredentialsService } from '../../../src-main/services/credentials-service.ts';
import { readCsv } from '../../builders/csv-reader.ts';
import { canary, credentialsBench } from '../../builders/credentials-bench.ts';
import { MemoryJournal } from '../../builders/memory-journal.ts';

const passphrase = 'correct horse battery';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolebook-credentials-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const bench = (answer?: string | null) => credentialsBench(folder, answer);

describe('credentials.export', () => {
  it('seals, writes for the owner only, journals before and after, and notes the hand-over', async () => {
    const { service, journal, tray, questions, id } = bench();
    const report = await service.export({
      ids: [id, id],
      format: 'bitwarden-csv',
      seal: { kind: 'age-passphrase', passphrase },
    });
    expect(report).toEqual({
      outcome: 'written',
      path: join(folder, 'out'),
      entries: 1,
      sealed: true,
      packageId: expect.stringMatching(/^[2-9A-Y]{4}-[2-9A-Y]{4}$/),
      digests: [expect.stringMatching(/^[0-9a-f]{64}$/)],
      warnings: [expect.stringContaining('spreadsheet')],
    });
    const decrypter = new Decrypter();
    decrypter.addPassphrase(passphrase);
    const [, row] = readCsv(await decrypter.decrypt(await readFile(join(folder, 'out')), 'text'));
    expect(row).toContain(canary);
    expect(((await stat(join(folder, 'out'))).mode & 0o777).toString(8)).toBe('600');
    expect(journal.lines()).toEqual(['credential.export intended', 'credential.export done']);
    expect(journal.rows[1]?.detail).toMatchObject({ format: 'bitwarden-csv', sealed: true, count: 1 });
    expect(journal.rows[1]?.detail['sha256']).toBe(report.digests[0]);
    expect(tray.list()[0]?.handedOver).toBe(true);
    expect(questions[0]?.suggestedName).toBe('credentials-acme-grosse-2026-01-02-bitwarden.csv.age');
  });

  it('writes plain files whose name warns of spreadsheets', async () => {
    const { service, journal, questions, id } = bench();
    const plain = { kind: 'plain', confirmed: true } as const;
    await service.export({ ids: [id], format: 'chrome-csv', seal: plain });
    const [, row] = readCsv(await readFile(join(folder, 'out'), 'utf8'));
    // The digest of a file that anybody can read would help to guess what is in it.
    expect(JSON.stringify(journal.rows)).not.toContain('sha256');
    expect(row?.[3]).toBe(canary);
    expect(questions[0]?.suggestedName).toMatch(/-do-not-open-in-spreadsheet\.csv$/);
    expect(questions[0]?.suggestedName).not.toContain('ada');
  });

  it('writes nothing and stays unhanded when the user changes their mind', async () => {
    const { service, journal, id } = bench(null);
    const report = await service.export({
      ids: [id],
      format: 'keepassxc-csv',
      seal: { kind: 'plain', confirmed: true },
    });
    expect(report.outcome).toBe('cancelled');
    expect(await readdir(folder)).toEqual([]);
    expect(journal.lines()).toEqual(['credential.export intended', 'credential.export cancelled']);
    expect(service.hasUnhanded()).toBe(true);
  });

  it('does not happen without a journal row', async () => {
    const { service, journal, questions, id } = bench();
    journal.full = true;
    const wanted = {
      ids: [id],
      format: 'chrome-csv' as const,
      seal: { kind: 'plain' as const, confirmed: true as const },
    };
    await expect(service.export(wanted)).rejects.toMatchObject({ body: { reason: 'journal-unwritable' } });
    await expect(service.copy({ id, part: 'secret' })).rejects.toThrow('journal');
    await expect(service.reveal({ id })).rejects.toThrow('journal');
    await expect(service.emailDraft({ id, includeSecret: true })).rejects.toThrow('journal');
    expect(questions).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a name that is taken and journals the failure', async () => {
    const { service, journal, id } = bench();
    const wanted = {
      ids: [id],
      format: 'chrome-csv' as const,
      seal: { kind: 'plain' as const, confirmed: true as const },
    };
    await service.export(wanted);
    await expect(service.export(wanted)).rejects.toMatchObject({ body: { reason: 'file-exists' } });
    expect(journal.lines().at(-1)).toBe('credential.export failed');
    expect(await readdir(folder)).toEqual(['out']);
  });

  it('keeps the secret out of journal, log, report and error (V30)', async () => {
    const { service, journal, logged, id } = bench();
    const report = await service.export({
      ids: [id],
      format: 'chrome-csv',
      seal: { kind: 'plain', confirmed: true },
    });
    await service.copy({ id, part: 'secret' });
    const error = await service.reveal({ id: 'nobody' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RolebookError);
    const everywhere = JSON.stringify([journal.rows, logged, report, error, service.list()]);
    expect(everywhere).not.toContain('Canary');
  });
});

describe('credentials.exportEach', () => {
  const second = {
    kind: 'client-secret',
    account: 'builder',
    tenantUrl: 'https://tenant.example.com',
    tenantLabel: 'Acme Größe',
    cause: 'secret-rotated',
    mustChange: false,
  } as const;

  it('seals a file for each person, which the others’ passphrases do not open', async () => {
    const { service, tray, journal, questions, id } = bench();
    const other = tray.add(second, 'another-secret', { key: 'k1', actor: 'root@example.com' });
    const report = await service.exportEach({
      format: 'csv',
      columns: [
        { field: 'secret', header: 'Key' },
        { field: 'account', header: 'Login' },
      ],
      files: [
        { ids: [id], seal: { kind: 'age-passphrase', passphrase } },
        { ids: [other.id], seal: { kind: 'age-passphrase', passphrase: 'another horse battery' } },
      ],
    });
    expect(report).toMatchObject({ outcome: 'written', path: join(folder, 'out'), entries: 2, sealed: true });
    const names = await readdir(join(folder, 'out'));
    expect(names).toEqual(['001-ada-example-com.csv.age', '002-builder.csv.age']);
    const open = async (name: string, phrase: string): Promise<string> => {
      const decrypter = new Decrypter();
      decrypter.addPassphrase(phrase);
      return await decrypter.decrypt(await readFile(join(folder, 'out', name)), 'text');
    };
    expect(readCsv(await open('001-ada-example-com.csv.age', passphrase))).toEqual([
      ['Key', 'Login'],
      [canary, 'ada@example.com'],
    ]);
    expect(await open('002-builder.csv.age', 'another horse battery')).toContain('another-secret');
    await expect(open('002-builder.csv.age', passphrase)).rejects.toThrow();
    expect(journal.lines()).toEqual(['credential.export intended', 'credential.export done']);
    expect(journal.rows[1]?.detail).toMatchObject({
      count: 2,
      files: 2,
      seal: 'age-passphrase',
      package: report.packageId,
    });
    expect(questions[0]?.suggestedName).toBe('credentials-acme-grosse-2026-01-02-csv-one-for-each');
    expect(service.hasUnhanded()).toBe(false);
  });

  it('writes none when one cannot be sealed', async () => {
    const { service, tray, journal, questions, id } = bench();
    const other = tray.add(second, 'another-secret', { key: 'k1', actor: 'root@example.com' });
    const wanted = service.exportEach({
      format: 'chrome-csv',
      files: [
        { ids: [id], seal: { kind: 'age-passphrase', passphrase } },
        { ids: [other.id], seal: { kind: 'age-recipients', recipients: ['age1nobody'] } },
      ],
    });
    await expect(wanted).rejects.toMatchObject({ body: { reason: 'recipient-unusable' } });
    expect(await readdir(folder)).toEqual([]);
    expect(questions).toEqual([]);
    expect(journal.lines()).toEqual(['credential.export intended', 'credential.export failed']);
    expect(service.hasUnhanded()).toBe(true);
  });

  it('tells how far it is, and writes none when it is ended in between', async () => {
    const { service, deps, tray, journal, questions, exporting, id } = bench();
    const other = tray.add(second, 'another-secret', { key: 'k1', actor: 'root@example.com' });
    const files = [id, other.id].map((one, at) => ({
      ids: [one],
      seal: { kind: 'age-passphrase' as const, passphrase: `${passphrase} ${at}` },
    }));
    await service.exportEach({ format: 'csv', files });
    expect(exporting).toEqual([0, 1, 2].map((done) => ({ done, of: 2 })));
    const { makeFile } = deps;
    Object.assign(deps, {
      makeFile: async (job: Parameters<typeof makeFile>[0]) => {
        service.cancelExport();
        return await makeFile(job);
      },
    });
    exporting.length = 0;
    const before = await readdir(folder);
    expect(await service.exportEach({ format: 'csv', files })).toMatchObject({
      outcome: 'cancelled',
      path: null,
    });
    expect(exporting).toEqual([{ done: 0, of: 2 }]);
    expect(await readdir(folder)).toEqual(before);
    expect(questions).toHaveLength(1);
    expect(journal.lines().at(-1)).toBe('credential.export cancelled');
  });

  it('tells of keys before anything is sealed for them', async () => {
    const { service } = bench();
    const [said] = await service.checkRecipients({ kind: 'age-recipients', recipients: ['age1nobody'] });
    expect(said?.problem).toContain('incomplete or mistyped');
  });
});

describe('credentials.copy', () => {
  it('copies and takes back after 30 seconds, counted from the last copy', async () => {
    const { service, clock, board, id } = bench();
    expect(await service.copy({ id, part: 'secret' })).toEqual({ clearsInSeconds: 30 });
    expect(board.text).toBe(canary);
    clock.advance(20_000);
    await service.copy({ id, part: 'account' });
    clock.advance(20_000);
    expect(board).toEqual({ text: 'ada@example.com', cleared: 0 });
    clock.advance(10_000);
    await vi.waitFor(() => expect(board).toEqual({ text: '', cleared: 1 }));
    expect(clock.waiting()).toBe(0);
  });

  it('takes back at lock and quit, and quitting empties the tray', async () => {
    const { service, clock, board, tray, id } = bench();
    await service.copy({ id, part: 'secret' });
    await service.clearClipboard();
    expect(board.cleared).toBe(1);
    expect(clock.waiting()).toBe(0);
    await service.close();
    expect(tray.list()).toEqual([]);
  });
});

describe('credentials.reveal and discard', () => {
  it('reveals into the answer only and journals it', async () => {
    const { service, journal, id } = bench();
    expect(await service.reveal({ id })).toEqual({ secret: canary });
    expect(journal.lines()).toEqual(['credential.reveal intended', 'credential.reveal done']);
    expect(service.hasUnhanded()).toBe(true);
  });

  it('forgets what is discarded', async () => {
    const { service, journal, id } = bench();
    await service.discard({ ids: [id] });
    await service.discard({ ids: [id] });
    expect(service.list()).toEqual([]);
    await expect(service.reveal({ id })).rejects.toMatchObject({ body: { reason: 'credential-gone' } });
    expect(journal.lines()).toEqual(['credential.discard intended', 'credential.discard done']);
  });
});

describe('secrets of two tenants', () => {
  it('are told of in the journal of the tenant that issued each, and nowhere else', async () => {
    const one = bench();
    const other = new MemoryJournal();
    const service = createCredentialsService({
      ...one.deps,
      ledgers: { ...one.deps.ledgers, journal: ({ key }) => (key === 'k1' ? one.journal : other) },
    });
    const { id } = one.tray.add(
      {
        kind: 'client-secret',
        account: 'builder',
        tenantUrl: 'https://other.example.com',
        tenantLabel: 'Other',
        cause: 'secret-rotated',
        mustChange: false,
      },
      canary,
      { key: 'k2', actor: 'admin@example.com' },
    );
    await service.export({
      ids: [one.id, id],
      format: 'chrome-csv',
      seal: { kind: 'plain', confirmed: true },
    });
    const told = (journal: MemoryJournal): string[] =>
      journal.rows.map(({ verb, object, result }) => `${verb} ${object} ${result}`);
    expect(told(one.journal)).toEqual([
      'credential.export ada@example.com intended',
      'credential.export ada@example.com done',
    ]);
    expect(told(other)).toEqual(['credential.export builder intended', 'credential.export builder done']);
    expect(JSON.stringify(one.journal.rows)).not.toContain('builder');
    other.full = true;
    await expect(service.reveal({ id })).rejects.toMatchObject({ body: { reason: 'journal-unwritable' } });
    expect((await service.reveal({ id: one.id })).secret).toBe(canary);
  });
});
