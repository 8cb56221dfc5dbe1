import { Checkbox, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { permissionKey } from '../../../src-shared/access/permission-keys.ts';
import { useCall } from '../../bridge/use-call.ts';
import { CellGrid } from '../../ui/access/cell-grid.tsx';
import { shownActions } from '../../ui/access/permission-rows.ts';
import { PrintHeading } from '../../ui/print/print-heading.tsx';
import { EmptyState } from '../../ui/states/empty-state.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import type { AccessQuestion } from './access-search.ts';
import { canLines, cellOf } from './can-lines.ts';
import { PathList } from './path-list.tsx';
import { placeWords, stateWords } from './path-words.ts';
import { SubjectCard } from './subject-card.tsx';
import { CellLegend } from '../../ui/access/permission-cell.tsx';
import { stateCells } from './state-cells.ts';
import frame from '../../ui/page/page.module.css';
import classes from './access.module.css';

const letters = { c: 0, r: 1, u: 2, d: 3 } as const;

/** "What can they do": a grid whose cells open the paths behind them. */
export function CanView(props: {
  readonly question: AccessQuestion;
  readonly revision: number;
  readonly onNeed: (need: string | null) => void;
  /** Asks why the open cell is not granted, or who else has it. */
  readonly onTab: (tab: 'why' | 'who') => void;
}): ReactNode {
  const { subject, scope, as, need } = props.question;
  const call = useCall('access.subject', subject === null ? null : { subject, scope, as }, props.revision);
  const [typed, setTyped] = useState('');
  const [all, setAll] = useState(false);
  const open = need === null ? null : permissionKey(need.resourceType, need.action);
  const lines = useMemo(
    () => (call.data === null ? [] : canLines(call.data, { typed, onlyGranted: !all, open })),
    [call.data, typed, all, open],
  );
  if (subject === null) {
    return (
      <EmptyState
        title="Choose somebody."
        text="A user, group or service account: what they can do, and every way they come to it."
      />
    );
  }
  if (call.status === 'failed') return <ErrorState error={call.error} onRetry={call.reload} />;
  const access = call.data;
  if (access === null) return <p className={classes.waiting}>Working it out …</p>;
  const cell = need === null ? null : cellOf(access, need);
  return (
    <div className={classes.split}>
      <div className={classes.main} data-print-sheet>
        <PrintHeading
          title={`What ${access.subject.label} can do${access.place === null ? '' : ` on ${placeWords(access.place)}`}`}
        />
        <SubjectCard access={access} />
        <div className={classes.gridBar} data-no-print>
          <TextInput
            className={classes.search ?? ''}
            leftSection={<IconSearch size={14} aria-hidden />}
            aria-label="Search resource types"
            placeholder="Search resource types"
            data-search-box=""
            spellCheck={false}
            value={typed}
            onChange={(change) => setTyped(change.currentTarget.value)}
          />
          <Checkbox
            label="Also what is not granted"
            checked={all}
            onChange={(change) => setAll(change.currentTarget.checked)}
          />
        </div>
        <CellLegend cells={stateCells(access.place !== null)} />
        <div className={classes.gridBody}>
          {lines.length === 0 ? (
            <p className={frame.nothing}>
              {typed.trim() === ''
                ? 'Nothing is granted here.'
                : `Nothing granted is called “${typed.trim()}”.`}
            </p>
          ) : (
            <CellGrid
              label={`What ${access.subject.label} can do`}
              lines={lines}
              wholeLines={false}
              letters={letters}
              head={shownActions.map(({ letter }) => letter)}
              onPress={(line, box) => {
                const key = permissionKey(line.key, shownActions[box]?.action ?? '');
                props.onNeed(key === open ? null : key);
              }}
            />
          )}
        </div>
      </div>
      <section className={classes.pane} aria-label="Paths" aria-live="polite" data-paths-pane>
        {cell === null ? (
          <p className={frame.dim}>Press a cell to see every way it is granted.</p>
        ) : (
          <>
            <h2>{cell.label}</h2>
            <p className={classes.standing} data-state={cell.state}>
              {stateWords(cell.state, access.place !== null)}
              {cell.paths.length > 0 && ` · ${counted(cell.paths.length, 'path')}`}
            </p>
            <PathList paths={cell.paths} label={`Paths to ${cell.label}`} />
            <div className={classes.next}>
              {cell.state !== 'whole' && (
                <button
                  type="button"
                  className={classes.link}
                  data-ask="why"
                  onClick={() => props.onTab('why')}
                >
                  Why not{cell.state === 'part' ? ' everywhere' : ''}?
                </button>
              )}
              <button
                type="button"
                className={classes.link}
                data-ask="who"
                onClick={() => props.onTab('who')}
              >
                Who else can?
              </button>
            </div>
          </>
        )}
      </section>
    </div>
  );
}
