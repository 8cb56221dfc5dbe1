import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { unpackBody } from '../../../src-main/db/facts/page-body.ts';
import type { Disk } from '../world/disk.ts';

/**
 * Everything that lies beside a mirror and in it, as bytes: its file with what is free in it, its log, its columns, what a
 * pull has left; and each page of facts unpacked. (Pages that a pull has not used yet are looked at as they lie, packed.)
 */
export function* mirrorBytes({
  folder,
  binding,
}: Disk): Generator<readonly [what: string, bytes: Uint8Array]> {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) yield [`${name} of ${binding}`, readFileSync(join(folder, name))];
  const path = join(folder, 'mirror.db');
  if (!existsSync(path)) return;
  const database = new Sqlite(path, { readonly: true });
  try {
    const pages = database
      .prepare<[], { kind: string; codec: number; body: Uint8Array }>('SELECT kind, codec, body FROM pages')
      .all();
    for (const { kind, codec, body } of pages)
      yield [`a page of ${kind} in the mirror of ${binding}`, unpackBody(codec, body)];
  } finally {
    database.close();
  }
}
