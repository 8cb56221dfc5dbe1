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
      const page = await client.page(kind, { offset: rows.length, limit }, signal);
      const text = new TextDecoder().decode(page.bytes);
      const found = factsOfPage(parseGuarded(text, kind), page.rowsMember, kind);
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
