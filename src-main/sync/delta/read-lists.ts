import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import { parseGuarded, factsOfPage } from '../../../src-shared/wire/parse-guarded.ts';
import type { TenantClient } from '../../cloud/tenant-client.ts';
import type { ListedKind } from '../../db/mirror-delta.ts';
import { isFull } from '../paging-plan.ts';

const limit = 500;

/**
 * One small kind, whole; null when it may not be read, or when it is not what the tenant counts (it moved while it was read,
 * or part of it was left out): it is then as it was. `before`: how many are known.
 */
export async function readList(
  client: TenantClient,
  kind: ListedKind,
  before: number,
  signal: AbortSignal,
): Promise<readonly unknown[] | null> {
  const rows: unknown[] = [];
  try {
    for (;;) {
      const offset = Math.max(0, rows.length - 1);
      const page = await client.page(kind, { offset, limit }, signal);
      const text = new TextDecoder().decode(page.bytes);
      const found = factsOfPage(parseGuarded(text, kind), page.rowsMember, kind);
      // Each page begins with the row that ended the one before, or rows came or went meanwhile.
      const shared = rows.pop();
      if (shared !== undefined && idOf(shared) !== idOf(found[0])) return null;
      rows.push(...found);
      if (!client.pages(kind) || !isFull(found.length, limit)) break;
    }
    // One page cannot drift; several, and what lists fewer than before, are held against what the tenant counts.
    const count =
      rows.length > limit || rows.length < before ? await client.count(kind, signal) : rows.length;
    return count === null || count === rows.length ? rows : null;
  } catch (thrown) {
    const { kind: failure } = toErrorBody(thrown);
    if (failure === 'not-permitted' || failure === 'not-found' || failure === 'unavailable') return null;
    throw thrown;
  }
}

/** The id of a fact; null where it has none, which then proves nothing. */
function idOf(fact: unknown): unknown {
  return typeof fact === 'object' && fact !== null ? (Reflect.get(fact, 'id') ?? null) : undefined;
}
