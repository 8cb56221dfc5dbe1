import { SegmentedControl, Select } from '@mantine/core';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { permissionKey } from '../../../src-shared/access/permission-keys.ts';
import { useRoles } from '../../stores/stores-context.tsx';
import { shownActions } from '../../ui/access/permission-rows.ts';
import { resourceTypesOf, typeGroups } from '../../ui/access/resource-types.ts';
import type { Need } from './access-search.ts';
import classes from './access.module.css';

/** Chooses one thing to do: an action and a resource type. */
export function NeedPicker(props: {
  readonly value: Need | null;
  readonly onChange: (need: string | null) => void;
}): ReactNode {
  const { value } = props;
  const roles = useRoles((store) => store.list);
  const data = useMemo(
    () =>
      typeGroups(resourceTypesOf(roles), '').map(({ label, rows }) => ({
        group: label,
        items: rows.map((type) => ({ value: type.resourceType, label: type.label })),
      })),
    [roles],
  );
  const action = value?.action ?? 'read';
  return (
    <div className={classes.need}>
      <div>
        <span className={classes.fieldLabel} id="access-action">
          Action
        </span>
        <SegmentedControl
          aria-labelledby="access-action"
          value={action}
          data={shownActions.map((each) => ({ value: each.action, label: each.label }))}
          disabled={value === null}
          onChange={(next) => value !== null && props.onChange(permissionKey(value.resourceType, next))}
        />
      </div>
      <Select
        label="On what"
        placeholder="A resource type"
        searchable
        nothingFoundMessage="No resource type is called so."
        maxDropdownHeight={360}
        data={data}
        value={value?.resourceType ?? null}
        onChange={(next) => props.onChange(next === null ? null : permissionKey(next, action))}
      />
    </div>
  );
}
