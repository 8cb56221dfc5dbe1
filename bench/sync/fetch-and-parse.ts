import { Buffer, isAscii } from 'node:buffer';
import { offsetsOf } from '../../src-main/sync/paging-plan.ts';
import type { TenantClient } from '../../src-main/cloud/tenant-client.ts';
import type { FactKind } from '../../src-shared/domain/sync-state.ts';

/** The floor: fetches the same pages with the same client, four at a time, and parses them; nothing else. */
export async function fetchAndParse(client: TenantClient, users: number): Promise<number> {
  const { signal } = new AbortController();
  const started = performance.now();
  const pages = (kind: FactKind, rows: number): { kind: FactKind; offset: number }[] =>
    offsetsOf(rows, 500).map((offset) => ({ kind, offset }));
  const work = [...pages('users', users), ...pages('access-rules', users * 3)];
  let rows = 0;
  const lane = async (): Promise<void> => {
    for (let next = work.shift(); next !== undefined; next = work.shift()) {
      const { bytes, rowsMember } = await client.page(next.kind, { offset: next.offset, limit: 500 }, signal);
      const view = Buffer.from(bytes);
      const parsed: unknown = JSON.parse(view.toString(isAscii(view) ? 'latin1' : 'utf8'));
      const list: unknown = rowsMember === null ? parsed : Reflect.get(Object(parsed), rowsMember);
      rows += Array.isArray(list) ? list.length : 0;
    }
  };
  await Promise.all([lane(), lane(), lane(), lane()]);
  // Each page but the last of a list shares a row with the next one.
  const shared = offsetsOf(users, 500).length + offsetsOf(users * 3, 500).length - 2;
  if (rows !== users * 4 + shared) throw new Error(`${rows} rows came`);
  return performance.now() - started;
}
