import { Button, Popover } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ViewFilter, ViewWindow } from '../../../src-shared/views/view-query.ts';
import type { ViewColumn } from '../../../src-shared/views/view-columns.ts';
import { FilterEditor } from './filter-editor.tsx';
import classes from './filter-bar.module.css';

/** A button that leads to a column and then to its condition. */
export function AddFilter(props: {
  columns: readonly ViewColumn[];
  filters: readonly ViewFilter[];
  facets: NonNullable<ViewWindow['facets']>;
  onChange: (column: string, filter: ViewFilter | null) => void;
}): ReactNode {
  const [opened, setOpened] = useState(false);
  const [columnId, setColumnId] = useState<string | null>(null);
  const column = props.columns.find((each) => each.id === columnId) ?? null;
  const change = (next: boolean): void => {
    setOpened(next);
    if (!next) setColumnId(null);
  };
  return (
    <Popover opened={opened} onChange={change} position="bottom-start" trapFocus returnFocus width={260}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilter size={14} stroke={1.75} />}
          onClick={() => change(!opened)}
        >
          Filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={column === null ? 4 : 12} aria-label="Add a filter">
        {column === null ? (
          props.columns
            .filter((each) => each.kind !== 'number')
            .map((each) => (
              <button
                key={each.id}
                type="button"
                className={classes.choice}
                onClick={() => setColumnId(each.id)}
              >
                {each.label}
                <IconChevronRight size={14} className={classes.choiceArrow} />
              </button>
            ))
        ) : (
          <>
            <button type="button" className={classes.back} onClick={() => setColumnId(null)}>
              <IconChevronLeft size={14} /> {column.label}
            </button>
            <FilterEditor
              key={column.id}
              column={column}
              filter={props.filters.find((filter) => filter.column === column.id) ?? null}
              values={props.facets[column.id] ?? []}
              onChange={(filter) => props.onChange(column.id, filter)}
              onDone={() => change(false)}
            />
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
