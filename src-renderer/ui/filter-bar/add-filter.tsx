import { Button, Popover } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconFilter } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
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
  const inside = useRef<HTMLDivElement | null>(null);
  // The button that was pressed goes with its list; without this the keyboard would fall out of the popover.
  const [steps, setSteps] = useState(0);
  useLayoutEffect(() => {
    if (opened && steps > 0) firstField(inside.current)?.focus({ preventScroll: true });
  }, [opened, steps]);
  const step = (to: string | null): void => {
    setSteps(steps + 1);
    setColumnId(to);
  };
  const column = props.columns.find((each) => each.id === columnId) ?? null;
  const change = (next: boolean): void => {
    setOpened(next);
    setSteps(0);
    if (!next) setColumnId(null);
  };
  return (
    <Popover opened={opened} onChange={change} position="bottom-start" trapFocus returnFocus width={260}>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconFilter size={14} stroke={1.75} />}
          data-add-filter=""
          onClick={() => change(!opened)}
        >
          Filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={column === null ? 4 : 12} aria-label="Add a filter">
        {column === null ? (
          <div ref={inside} tabIndex={-1}>
            {props.columns
              .filter((each) => each.kind !== 'number')
              .map((each) => (
                <button key={each.id} type="button" className={classes.choice} onClick={() => step(each.id)}>
                  {each.label}
                  <IconChevronRight size={14} className={classes.choiceArrow} />
                </button>
              ))}
          </div>
        ) : (
          <>
            <button type="button" className={classes.back} onClick={() => step(null)}>
              <IconChevronLeft size={14} /> {column.label}
            </button>
            <div ref={inside} tabIndex={-1}>
              <FilterEditor
                key={column.id}
                column={column}
                filter={props.filters.find((filter) => filter.column === column.id) ?? null}
                values={props.facets[column.id] ?? []}
                onChange={(filter) => props.onChange(column.id, filter)}
                onDone={() => change(false)}
              />
            </div>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** The field an editor or a list wants the keyboard in; null where it has none. */
function firstField(inside: HTMLElement | null): HTMLElement | null {
  return (
    inside?.querySelector<HTMLElement>('[data-autofocus]') ??
    inside?.querySelector<HTMLElement>('input, button') ??
    inside
  );
}
