import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsSchema } from '../../../src-shared/ipc/settings-contract.ts';
import { createFileWriter } from '../../../src-main/files/atomic-write.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { createSettingsService } from '../../../src-main/services/settings-service.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rolebook-settings-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const open = (where = folder) =>
  createSettingsService({
    folder: where,
    writeFile: createFileWriter({ random: { uuid: () => randomUUID() }, platform: 'linux' }),
    clock: { now: () => 7 },
    log: silentLog,
  });
const defaults = settingsSchema.parse({});
const file = (): string => join(folder, 'settings.json');

describe('createSettingsService', () => {
  it('starts with the defaults and writes nothing by reading', async () => {
    expect(await open().get()).toEqual(defaults);
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps what was set across restarts, and leaves the rest alone', async () => {
    const settings = open(join(folder, 'new'));
    await settings.set({ theme: 'dark' });
    await settings.set({ density: 'dense' });
    expect(await open(join(folder, 'new')).get()).toEqual({ ...defaults, theme: 'dark', density: 'dense' });
  });

  it('keeps the layouts of other tables', async () => {
    const settings = open();
    const layout = { columns: [{ id: 'email', shown: true, width: 200 }] };
    await Promise.all([
      settings.set({ layouts: { users: layout } }),
      settings.set({ layouts: { roles: layout } }),
    ]);
    expect((await open().get()).layouts).toEqual({ users: layout, roles: layout });
  });

  it.each(['{"theme": "da', '[]', '"x"', ''])('sets a broken file (%j) aside and goes on', async (text) => {
    await writeFile(file(), text);
    const settings = open();
    expect(await settings.get()).toEqual(defaults);
    expect(await readdir(folder)).toEqual(['settings.broken-7.json']);
    expect(await readFile(join(folder, 'settings.broken-7.json'), 'utf8')).toBe(text);
    await settings.set({ theme: 'light' });
    expect((await open().get()).theme).toBe('light');
  });

  it('loses only the member that is wrong', async () => {
    await writeFile(
      file(),
      JSON.stringify({ theme: 'purple', density: 'dense', unknown: 1, constructor: 2, __proto__: { x: 1 } }),
    );
    expect(await open().get()).toEqual({ ...defaults, density: 'dense' });
  });

  it('says so when it cannot write, and goes on', async () => {
    await writeFile(join(folder, 'file'), '');
    const settings = open(join(folder, 'file'));
    await expect(settings.set({ theme: 'dark' })).rejects.toMatchObject({
      body: { kind: 'storage', reason: 'folder-missing' },
    });
    expect((await settings.get()).theme).toBe('system');
  });
});
