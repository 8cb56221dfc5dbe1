import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { MirrorStore } from '../../../src-main/db/mirror-store.ts';
import { aPull, openMirror, runPull, temporaryFolder } from '../../builders/opened-mirror.ts';
import { PagedTenant } from '../../builders/paged-tenant.ts';
import { seededFacts } from '../../builders/seeded-facts.ts';

const facts = seededFacts(60);
const now = '2026-01-02T03:04:05.000Z';

test('whichever page is damaged, a mirror is set aside and another begun', async () => {
  const folder = temporaryFolder(onTestFinished);
  const mirror = await openMirror(folder);
  await runPull(aPull(new PagedTenant(facts), mirror));
  await mirror.close();
  const sound = readFileSync(join(folder, 'mirror.db'));
  const size = sound.readUInt16BE(16);
  const ends = new Set<number>();
  for (let page = 1; page < sound.length / size; page += 1) {
    const copy = join(folder, `page-${page}`);
    cpSync(join(folder, 'mirror.db'), join(copy, 'mirror.db'));
    const bytes = Buffer.from(sound);
    writeFileSync(join(copy, 'mirror.db'), bytes.fill(0x5a, page * size, (page + 1) * size));
    const store = new MirrorStore(join(copy, 'mirror.db'), now);
    ends.add(store.info().counts.users);
    store.close();
  }
  expect([...ends]).toEqual([0]);
});
