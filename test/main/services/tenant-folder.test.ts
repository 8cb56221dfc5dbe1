import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeTenantFolder, removeMirror } from '../../../src-main/services/tenant-folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rolebook-tenant-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(...parts: string[]): void {
  const path = join(folder, ...parts);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, 'facts');
}

const left = (): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();

test('removing the mirror removes every copy of its facts, and no ledger', async () => {
  for (const name of ['mirror.db', 'mirror.db-wal', 'mirror.db-shm', 'ledger.db']) put(name);
  put('mirror-build', 'mirror.db');
  put('damaged', '2026-01-02', 'mirror.db');
  put('damaged', '2026-01-02', 'mirror.db-wal');
  put('damaged', '2026-01-03', 'mirror.db');
  put('damaged', '2026-01-03', 'ledger.db');
  await removeMirror(folder);
  const kept = join('damaged', '2026-01-03');
  expect(left()).toEqual(['damaged', kept, join(kept, 'ledger.db'), 'ledger.db']);
});

test('nothing of the damaged stays when only mirrors were, and a folder that is not there is no trouble', async () => {
  put('damaged', '2026-01-02', 'mirror.db');
  await removeMirror(folder);
  expect(left()).toEqual([]);
  await removeMirror(join(folder, 'nowhere'));
});

test('a folder that cannot be made is trouble with the disk, in words', async () => {
  put('a-file');
  await expect(makeTenantFolder(join(folder, 'a-file', 'tenant'))).rejects.toMatchObject({
    body: { kind: 'storage' },
  });
});
