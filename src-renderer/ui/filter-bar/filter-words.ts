import type { ViewFilter } from '../../../src-shared/views/view-query.ts';
import type { ViewColumn } from '../../../src-shared/views/view-columns.ts';
import { valueWords } from '../text/value-words.ts';

/** A filter as its chip says it: the column and the condition. */
export interface FilterWords {
  readonly column: string;
  readonly condition: string;
}

/** Puts a filter into words: "Type · is Local", "Last login · over 90 days ago or never". */
export function filterWords(filter: ViewFilter, columns: readonly ViewColumn[]): FilterWords {
  const column = columns.find((each) => each.id === filter.column);
  return { column: column?.label ?? filter.column, condition: condition(filter, column) };
}

function condition(filter: ViewFilter, column: ViewColumn | undefined): string {
  const [first = ''] = filter.values;
  const values =
    filter.values.length <= 2
      ? filter.values.map((value) => (value === '' ? 'none' : valueWords(value))).join(' or ')
      : `any of ${filter.values.length}`;
  switch (filter.op) {
    case 'is':
      return `is ${values}`;
    case 'is-not':
      return `is not ${values}`;
    case 'contains':
      return `contains “${filter.values.join('” or “')}”`;
    case 'before':
      return `before ${first}`;
    case 'after':
      return `after ${first}`;
    case 'older-than-days':
      return `over ${first} days ago or never`;
    case 'empty':
      return column?.id === 'lastLogin' ? 'never' : 'is empty';
    case 'not-empty':
      return column?.id === 'lastLogin' ? 'at least once' : 'is not empty';
  }
}
