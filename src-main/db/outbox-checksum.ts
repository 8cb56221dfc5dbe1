import { hash } from 'node:crypto';
import type { StoredChange } from './outbox-rows.ts';

/**
 * SHA-256 in hex over all that a row of the outbox says, its place in the order included. A row that came back from a
 * damaged file is believed only when this still fits (reliability §2.4).
 */
export function checksumOf(row: Omit<StoredChange, 'checksum'>): string {
  const said = [
    row.seq,
    row.place,
    row.id,
    row.groupId,
    row.groupTitle,
    row.binding,
    row.edit,
    row.base,
    row.dependsOn,
    row.held,
    row.state,
    row.attempts,
    row.nextAt,
    row.error,
    row.conflict,
    row.result,
    row.acknowledged,
    row.waived,
    row.createdAt,
    row.updatedAt,
    row.noted,
  ];
  return hash('sha256', JSON.stringify(said));
}
