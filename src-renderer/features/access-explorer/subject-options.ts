import type { Cell, ViewWindow } from '../../../src-shared/views/view-query.ts';
import { subjectText } from './access-search.ts';

/** Kinds of subjects a field may take; left out: all of them. */
export type SubjectKind = 'user' | 'group' | 'service-account';

/** Subjects of one kind to choose from. */
export interface SubjectGroup {
  readonly group: string;
  readonly items: readonly { readonly value: string; readonly label: string }[];
}

const text = (cell: Cell | undefined): string => (typeof cell === 'string' ? cell : '');

/** Rows of the three views of subjects as groups to choose from; a kind that is not asked, or has no rows, is left out. */
export function subjectGroups(found: {
  readonly users: ViewWindow | null;
  readonly groups: ViewWindow | null;
  readonly accounts: ViewWindow | null;
}): readonly SubjectGroup[] {
  const column = (window: ViewWindow | null, name: string, at: number): string =>
    text(window?.columns[name]?.[at]);
  const users = found.users?.ids.map((_id, at) => {
    const email = column(found.users, 'email', at);
    const name = column(found.users, 'name', at);
    return {
      value: subjectText({ type: 'user', id: email }),
      label: name === '' ? email : `${email} (${name})`,
    };
  });
  const groups = found.groups?.ids.map((_id, at) => {
    const name = column(found.groups, 'name', at);
    return { value: subjectText({ type: 'group', id: name }), label: name };
  });
  const accounts = found.accounts?.ids.map((_id, at) => ({
    value: subjectText({ type: 'service-account', id: column(found.accounts, 'clientId', at) }),
    label: column(found.accounts, 'name', at),
  }));
  return [
    { group: 'Users', items: users ?? [] },
    { group: 'Groups', items: groups ?? [] },
    { group: 'Service accounts', items: accounts ?? [] },
  ].filter(({ items }) => items.length > 0);
}

/**
 * The groups with the chosen subject among them under the name it stands in the field with, also before anything was
 * searched, and whatever the mirror calls it: a field whose choice changes its name would search for the new name.
 */
export function withChosen(
  groups: readonly SubjectGroup[],
  chosen: string | null,
  label: string,
): readonly SubjectGroup[] {
  if (chosen === null) return groups;
  if (!groups.some(({ items }) => items.some(({ value }) => value === chosen)))
    return [{ group: 'Chosen', items: [{ value: chosen, label }] }, ...groups];
  return groups.map(({ group, items }) => ({
    group,
    items: items.map((item) => (item.value === chosen ? { value: chosen, label } : item)),
  }));
}
