import type { ViewWindow, ViewWindowRequest } from '../../../src-shared/views/view-query.ts';

/** Members listed at most. */
const most = 200;

/** A user of a group. */
export interface GroupMember {
  readonly id: string;
  readonly email: string;
  /** As the type column of users has it, e.g. `sso`. */
  readonly type: string;
}

/** Asks for the first users whose groups include this one, in the order of the Users screen. */
export function memberWindow(group: string): ViewWindowRequest {
  return {
    view: 'users',
    search: '',
    filters: [{ column: 'groups', op: 'is', values: [group] }],
    sort: [],
    from: 0,
    to: most,
    columns: ['email', 'type'],
    facets: false,
  };
}

/** The users of an answer to {@link memberWindow}. */
export function membersOf(window: ViewWindow): readonly GroupMember[] {
  const text = (column: string, index: number): string => String(window.columns[column]?.[index] ?? '');
  return window.ids.map((id, index) => ({ id, email: text('email', index), type: text('type', index) }));
}
