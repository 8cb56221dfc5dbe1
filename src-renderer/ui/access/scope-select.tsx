import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ScopeOption } from './scope-options.ts';

/** Scopes shown at once while one is searched for. */
const mostShown = 60;

/** Chooses one scope out of all by a few letters. */
export function ScopeSelect(props: {
  readonly label: string;
  /** Shown where none is chosen, and what that means: "Anywhere". */
  readonly anywhere: string;
  readonly options: readonly ScopeOption[];
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}): ReactNode {
  return (
    <Select
      label={props.label}
      placeholder={props.anywhere}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${props.label}` }}
      limit={mostShown}
      nothingFoundMessage="No scope is called so."
      data={[...props.options]}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
