import type { ViewRecord } from '../../../src-shared/ipc/mirror-contract.ts';
import { viewColumns } from '../../../src-shared/views/view-columns.ts';
import type { Cell } from '../../../src-shared/views/view-query.ts';
import { pendingMarkOf } from '../../ui/pending/pending-words.ts';
import type { RuleTarget } from '../../ui/slots.tsx';

/** Columns that actions on rules need even when they are hidden. */
export const targetColumns: readonly string[] = [
  'subjectId',
  'subjectType',
  'roleName',
  'scopeName',
  'scopeType',
];

/** A row of the rules table as the actions want it. */
export function ruleTargetOf(id: string, cells: Readonly<Record<string, Cell>>): RuleTarget {
  const text = (column: string): string => String(cells[column] ?? '');
  return {
    id,
    subjectId: text('subjectId'),
    roleName: text('roleName'),
    scopeType: text('scopeType'),
    scopeName: text('scopeName'),
    pending: pendingMarkOf(cells['pending']),
  };
}

/** The same from a drawer's record, whose fields go by the labels of the columns. */
export function ruleTargetOfRecord(record: ViewRecord): RuleTarget {
  const cells = Object.fromEntries(
    viewColumns['access-rules'].map(({ id, label }) => [
      id,
      record.fields.find((field) => field.label === label)?.value ?? null,
    ]),
  );
  return ruleTargetOf(record.id, cells);
}
