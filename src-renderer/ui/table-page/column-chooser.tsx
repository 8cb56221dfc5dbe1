import { ActionIcon, Button, Checkbox, Popover } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconColumns3 } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { changeColumn, moveColumn } from '../data-grid/column-layout.ts';
import type { LaidColumn } from '../data-grid/column-layout.ts';
import classes from './column-chooser.module.css';

/** Which columns, in which order. Widths are dragged in the header (or Alt+Shift+arrows there). */
export function ColumnChooser(props: {
  laid: readonly LaidColumn[];
  onChange: (laid: readonly LaidColumn[]) => void;
  onReset: () => void;
}): ReactNode {
  const { laid, onChange } = props;
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={280}>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={14} stroke={1.75} />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label="Columns">
        {laid.map(({ column, shown }, index) => (
          <div key={column.id} className={classes.line}>
            <Checkbox
              checked={shown}
              disabled={index === 0}
              label={column.label}
              onChange={(event) =>
                onChange(changeColumn(laid, column.id, { shown: event.currentTarget.checked }))
              }
            />
            <span className={classes.moves}>
              <ActionIcon
                size={20}
                aria-label={`Move ${column.label} up`}
                disabled={index < 2}
                onClick={() => onChange(moveColumn(laid, column.id, -1))}
              >
                <IconChevronUp size={14} />
              </ActionIcon>
              <ActionIcon
                size={20}
                aria-label={`Move ${column.label} down`}
                disabled={index === 0 || index === laid.length - 1}
                onClick={() => onChange(moveColumn(laid, column.id, 1))}
              >
                <IconChevronDown size={14} />
              </ActionIcon>
            </span>
          </div>
        ))}
        <Button variant="subtle" color="gray" fullWidth mt={4} onClick={props.onReset}>
          Back to the usual columns
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
