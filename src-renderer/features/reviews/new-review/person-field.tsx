import { Autocomplete, TagsInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useCall } from '../../../bridge/use-call.ts';
import { useMirror } from '../../../stores/stores-context.tsx';
import { useTypedSearch } from '../../../ui/text/use-typed-search.ts';

/** How long the typing rests before the mirror is asked, in milliseconds. */
const rest = 120;

/** E-mails of users of the mirror that hold the typed text, at most eight. */
function usePeople(typed: string): string[] {
  const { wanted, rested } = useTypedSearch(typed, rest);
  const revision = useMirror((mirror) => mirror.any);
  const call = useCall(
    'views.window',
    wanted === ''
      ? null
      : {
          view: 'users',
          search: wanted,
          filters: [],
          sort: [],
          from: 0,
          to: 8,
          columns: ['email'],
          facets: false,
        },
    revision,
  );
  return rested ? [...new Set((call.data?.columns['email'] ?? []).map(String))] : [];
}

/** Somebody by e-mail: one of the tenant's users, or anybody else. */
export function PersonField(props: {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const people = usePeople(props.value);
  return (
    <Autocomplete
      label={props.label}
      description={props.description}
      placeholder="name@example.com"
      autoComplete="off"
      maxLength={320}
      data={people}
      filter={({ options }) => options}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

/** Several people by e-mail. */
export function PeopleField(props: {
  readonly label: string;
  readonly description: string;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}): ReactNode {
  const [typed, setTyped] = useState('');
  const people = usePeople(typed);
  return (
    <TagsInput
      label={props.label}
      description={props.description}
      placeholder="name@example.com, Enter"
      maxTags={200}
      data={people}
      filter={({ options }) => options}
      acceptValueOnBlur
      value={[...props.value]}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={props.onChange}
    />
  );
}
