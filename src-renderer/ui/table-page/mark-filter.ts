import type { PendingMark } from '../../../src-shared/changes/overlay.ts';
import type { ViewFilter } from '../../../src-shared/views/view-query.ts';

/** The marks of open changes that the filters ask for. */
export function marksWanted(filters: readonly ViewFilter[]): readonly string[] {
  return filters
    .filter(({ column, op }) => column === 'pending' && op === 'is')
    .flatMap(({ values }) => values);
}

/** The filters with one mark asked for, or no longer asked for. */
export function toggleMark(filters: readonly ViewFilter[], mark: PendingMark): readonly ViewFilter[] {
  const wanted = marksWanted(filters);
  const values = wanted.includes(mark) ? wanted.filter((each) => each !== mark) : [...wanted, mark];
  const others = filters.filter(({ column }) => column !== 'pending');
  return values.length === 0 ? others : [...others, { column: 'pending', op: 'is', values: [...values] }];
}
