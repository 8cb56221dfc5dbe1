import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Role } from '../../../src-shared/domain/role.ts';
import { type GrantLevel, grantLevels } from './grant-model.ts';
import { levelWords } from './level-words.ts';
import { levelsOf, scopeOptions } from './scope-choices.ts';
import type { ScopeTree } from './scope-tree.ts';

/** Which role it is to be. With `kept` none may be chosen: what that means is said in the field. */
export function RoleField(props: {
  readonly roles: readonly Role[];
  readonly value: number | null;
  readonly label?: string;
  readonly kept?: string;
  readonly onChange: (roleId: number | null) => void;
}): ReactNode {
  return (
    <Select
      label={props.label ?? 'Role'}
      searchable
      limit={200}
      {...(props.kept === undefined
        ? { allowDeselect: false }
        : { clearable: true, clearButtonProps: { 'aria-label': 'Clear Role' }, placeholder: props.kept })}
      data={props.roles.map((role) => ({ value: String(role.id), label: role.name }))}
      value={props.value === null ? null : String(props.value)}
      onChange={(value) => props.onChange(value === null ? null : Number(value))}
    />
  );
}

/** On which level it is to hold. With `kept` none may be chosen: what that means is said in the field. */
export function LevelField(props: {
  readonly tree: ScopeTree;
  readonly value: GrantLevel | null;
  readonly label: string;
  readonly kept?: string;
  readonly onChange: (level: GrantLevel | null) => void;
}): ReactNode {
  return (
    <Select
      label={props.label}
      {...(props.kept === undefined
        ? { allowDeselect: false }
        : { clearable: true, placeholder: props.kept })}
      data={levelsOf(props.tree).map((level) => ({
        value: level,
        label: level === 'tenant' ? levelWords.tenant.choice : `A ${levelWords[level].one}`,
      }))}
      value={props.value}
      onChange={(value) => props.onChange(grantLevels.find((level) => level === value) ?? null)}
    />
  );
}

/** Which scope of a level; nothing where the level has none to choose from. */
export function ScopeField(props: {
  readonly tree: ScopeTree;
  readonly level: GrantLevel | null;
  readonly value: string | null;
  /** One that cannot be chosen. */
  readonly except?: string;
  readonly onChange: (scopeId: string | null) => void;
}): ReactNode {
  const { level } = props;
  if (level === null || level === 'tenant') return null;
  const { one } = levelWords[level];
  return (
    <Select
      label={`Which ${one}`}
      searchable
      limit={100}
      allowDeselect={false}
      placeholder={`Choose a ${one}`}
      nothingFoundMessage={`No ${one} is called so.`}
      data={scopeOptions(props.tree, level).filter(({ value }) => value !== props.except)}
      value={props.value}
      onChange={props.onChange}
    />
  );
}
