import { Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror } from '../../stores/stores-context.tsx';
import { useTypedSearch } from '../../ui/text/use-typed-search.ts';
import { subjectOfText } from './access-search.ts';
import { subjectGroups, withChosen } from './subject-options.ts';
import type { SubjectKind } from './subject-options.ts';

/** Subjects of each kind listed at once. */
const mostShown = 8;

/** Milliseconds of quiet before what was typed is searched for. */
const quiet = 80;

const placeholders: Readonly<Record<SubjectKind | 'any', string>> = {
  any: 'A user, group or service account',
  user: 'A user',
  group: 'A group',
  'service-account': 'A service account',
};

/** Chooses a user, group or service account by a few letters, from the whole mirror. */
export function SubjectPicker(props: {
  readonly label: string;
  /** The subject as text; null where none is chosen. */
  readonly value: string | null;
  /** The one kind that can be chosen; left out: all of them. */
  readonly kind?: SubjectKind;
  readonly onChange: (value: string | null) => void;
}): ReactNode {
  const { value, kind } = props;
  const asked = (one: SubjectKind): boolean => kind === undefined || kind === one;
  const [typed, setTyped] = useState('');
  const [taken, setTaken] = useState<{ readonly value: string; readonly label: string } | null>(null);
  const label =
    value === null ? '' : taken?.value === value ? taken.label : (subjectOfText(value)?.id ?? value);
  // What stands in the field after choosing is no search.
  const { wanted, rested } = useTypedSearch(typed === label ? '' : typed, quiet);
  const revision = useMirror((mirror) => mirror.any);
  const window = { search: wanted, from: 0, to: mostShown } as const;
  const users = useCall(
    'views.window',
    asked('user') ? { ...window, view: 'users', columns: ['email', 'name'] } : null,
    revision,
  );
  const groups = useCall(
    'views.window',
    asked('group') ? { ...window, view: 'groups', columns: ['name'] } : null,
    revision,
  );
  const accounts = useCall(
    'views.window',
    asked('service-account') ? { ...window, view: 'service-accounts', columns: ['name', 'clientId'] } : null,
    revision,
  );
  const searching =
    !rested || [users, groups, accounts].some(({ status, data }) => status === 'loading' && data === null);
  const data = useMemo(
    () =>
      withChosen(
        searching ? [] : subjectGroups({ users: users.data, groups: groups.data, accounts: accounts.data }),
        value,
        label,
      ).map(({ group, items }) => ({ group, items: [...items] })),
    [searching, users.data, groups.data, accounts.data, value, label],
  );
  return (
    <Select
      label={props.label}
      placeholder={placeholders[kind ?? 'any']}
      searchable
      clearable
      allowDeselect={false}
      clearButtonProps={{ 'aria-label': `Clear ${props.label}` }}
      nothingFoundMessage={searching ? 'Searching …' : 'Nobody is called so.'}
      maxDropdownHeight={360}
      data={data}
      // The mirror has searched already, and knows more than these rows.
      filter={({ options }) => options}
      value={value}
      searchValue={typed}
      onSearchChange={setTyped}
      onOptionSubmit={(chosen) => {
        // Taken once more: nothing changes, and what was typed meanwhile is no longer wanted.
        if (chosen === value) setTyped(label);
      }}
      onChange={(next, option) => {
        setTaken(option === null ? null : { value: option.value, label: option.label });
        props.onChange(next);
      }}
    />
  );
}
