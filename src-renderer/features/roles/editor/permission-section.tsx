import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { CellGrid } from '../../../ui/access/cell-grid.tsx';
import { CellLegend } from '../../../ui/access/permission-cell.tsx';
import type { CellFace, CellLine } from '../../../ui/access/cell-grid.tsx';
import { shownActions } from '../../../ui/access/permission-rows.ts';
import type { ResourceType } from '../../../ui/access/resource-types.ts';
import { gridLines } from './grid-model.ts';
import type { GridBox, GridLine } from './grid-model.ts';
import type { RoleForm } from './role-form.ts';
import type { Takes } from './toggle-cells.ts';
import frame from '../../../ui/page/page.module.css';
import classes from './editor.module.css';

const singleWords = (
  <span>
    <u>C</u> singly, C by a set
  </span>
);

/** The letters that toggle on the line the keyboard is on. */
const letters = { a: 0, c: 1, r: 2, u: 3, d: 4 } as const;

/** The permissions as a grid with a box for each cell, row, column and group, narrowed by a search. */
export function PermissionSection(props: {
  readonly label: string;
  readonly types: readonly ResourceType[];
  readonly form: RoleForm;
  /** What moved is marked against it; the form itself marks nothing. */
  readonly opened: RoleForm;
  readonly takes: Takes;
  /** A wish for permissions, not a role: there is nothing that gives it. */
  readonly wish?: boolean;
  readonly onToggle: (keys: readonly string[]) => void;
}): ReactNode {
  const [typed, setTyped] = useState('');
  const { types, form, opened, takes, onToggle } = props;
  const lines = useMemo(
    () => gridLines({ types, form, opened, takes, typed }),
    [types, form, opened, takes, typed],
  );
  const marksSingle = takes.single && props.wish !== true;
  const drawn = useMemo(() => lines.map((line) => drawnLine(line, marksSingle)), [lines, marksSingle]);
  return (
    <section className={classes.permissions} aria-label={props.label}>
      <div className={classes.gridBar}>
        <TextInput
          className={classes.gridSearch ?? ''}
          leftSection={<IconSearch size={14} aria-hidden />}
          aria-label="Search resource types"
          placeholder="Search resource types"
          data-search-box=""
          spellCheck={false}
          value={typed}
          onChange={(change) => setTyped(change.currentTarget.value)}
        />
        <Legend takes={props.wish === true ? null : takes} moved={form !== opened} />
      </div>
      <div className={classes.gridBody}>
        {lines.length === 0 ? (
          <p className={frame.nothing}>No resource type is called “{typed.trim()}”.</p>
        ) : (
          <CellGrid
            label={props.label}
            lines={drawn}
            wholeLines
            letters={letters}
            onPress={(line, box) => {
              const pressed = lines.find(({ key }) => key === line.key)?.boxes[box];
              if (pressed !== undefined && pressed.locked === null) onToggle(pressed.keys);
            }}
          />
        )}
      </div>
    </section>
  );
}

function drawnLine(line: GridLine, single: boolean): CellLine {
  return {
    key: line.key,
    kind: line.kind,
    label: line.label,
    detail: line.more.length > 0 ? `also ${line.more.join(', ')}` : undefined,
    ...(line.detail === null ? {} : { title: line.detail }),
    faces: line.boxes.map((box, index) => faceOf(box, index, line.kind, single)),
  };
}

function faceOf(box: GridBox, index: number, kind: GridLine['kind'], single: boolean): CellFace {
  const bySingle = kind === 'type' && index > 0 && box.ticked === 'all' && box.bySets.length === 0;
  return {
    label: box.label,
    words: boxWords(box),
    letter: index === 0 ? '' : (shownActions[index - 1]?.letter ?? ''),
    look: lookOf(box),
    sign: box.moved === null ? null : box.moved === 'gained' ? '+' : '−',
    underlined: single && bySingle,
    checked: box.ticked === 'some' ? 'mixed' : box.ticked === 'all',
  };
}

function lookOf(box: GridBox): CellFace['look'] {
  if (box.locked !== null) return 'locked';
  if (box.ticked === 'all') return 'full';
  return box.ticked === 'some' ? 'part' : 'open';
}

function boxWords(box: GridBox): string {
  if (box.locked !== null) return box.locked;
  const moved = box.moved === null ? '' : box.moved === 'gained' ? ', new' : ', taken away';
  if (box.ticked === 'none') return `not given${moved}`;
  if (box.ticked === 'some') return 'given in part';
  return `given${box.bySets.length > 0 ? ` by ${box.bySets.join(' and ')}` : ''}${moved}`;
}

function Legend(props: { takes: Takes | null; moved: boolean }): ReactNode {
  const { takes } = props;
  const given = takes === null ? 'wanted' : 'given';
  return (
    <CellLegend
      cells={[
        { look: 'full', words: given },
        { look: 'part', words: 'in part' },
        { look: 'open', words: `not ${given}` },
        ...(takes?.single === false ? [{ look: 'none' as const, words: 'no set gives it' }] : []),
      ]}
      more={[
        ...(takes?.single === true ? [singleWords] : []),
        ...(props.moved ? ['+ new · − taken away'] : []),
      ]}
    />
  );
}
