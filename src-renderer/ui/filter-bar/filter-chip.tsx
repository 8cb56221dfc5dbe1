import { Popover } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { ViewFilter, ViewWindow } from '../../../src-shared/views/view-query.ts';
import type { ViewColumn } from '../../../src-shared/views/view-columns.ts';
import { FilterEditor } from './filter-editor.tsx';
import { filterWords } from './filter-words.ts';
import classes from './filter-bar.module.css';

/** One filter in force: click to change it, cross to take it away. */
export function FilterChip(props: {
  filter: ViewFilter;
  columns: readonly ViewColumn[];
  facets: NonNullable<ViewWindow['facets']>;
  onChange: (filter: ViewFilter | null) => void;
}): ReactNode {
  const [opened, setOpened] = useState(false);
  const words = filterWords(props.filter, props.columns);
  const column = props.columns.find((each) => each.id === props.filter.column);
  return (
    <span className={classes.chip}>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus width={260}>
        <Popover.Target>
          <button
            type="button"
            className={classes.chipText}
            data-filter-chip=""
            onClick={() => setOpened(!opened)}
          >
            <span className={classes.chipColumn}>{words.column}</span> {words.condition}
          </button>
        </Popover.Target>
        <Popover.Dropdown p={12} aria-label={`Filter by ${words.column}`}>
          {column !== undefined && (
            <FilterEditor
              column={column}
              filter={props.filter}
              values={props.facets[column.id] ?? []}
              onChange={props.onChange}
              onDone={() => setOpened(false)}
            />
          )}
        </Popover.Dropdown>
      </Popover>
      <button
        type="button"
        className={classes.chipCross}
        aria-label={`Remove the filter ${words.column} ${words.condition}`}
        onClick={() => props.onChange(null)}
      >
        <IconX size={12} />
      </button>
    </span>
  );
}
