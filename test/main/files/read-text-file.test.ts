import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readTextFile } from '../../../src-main/files/read-text-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'rolebook-read-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('reads text', async () => {
  const path = join(folder, 'a.json');
  writeFileSync(path, '{"ä":1}');
  expect(await readTextFile(path, 8)).toBe('{"ä":1}');
});

it.each([
  ['a file that is larger', 'large', 'input', 'file-too-large'],
  ['bytes that are no text', 'bytes', 'input', 'file-not-text'],
  ['a folder', 'folder', 'storage', 'file-unreadable'],
  ['nothing', 'missing', 'storage', 'file-unreadable'],
])('refuses %s', async (_case, name, kind, reason) => {
  writeFileSync(join(folder, 'large'), 'x'.repeat(11));
  writeFileSync(join(folder, 'bytes'), Buffer.from([0xff, 0xfe]));
  mkdirSync(join(folder, 'folder'), { recursive: true });
  await expect(readTextFile(join(folder, name), 10)).rejects.toMatchObject({ body: { kind, reason } });
});
