import type { ReactNode } from 'react';
import type { ChangeState } from '../../../src-shared/domain/change.ts';
import type { ViewFilter } from '../../../src-shared/views/view-query.ts';
import { countText } from '../../../src-shared/words/count.ts';
import { TimeAhead } from '../../ui/time/age.tsx';
import { chipStates, statesOf, toggleState } from './change-filters.ts';
import { signWords, stateWords } from './change-words.ts';
import type { SignCounts } from './plan-rows.ts';
import { StateIcon } from './state-chip.tsx';
import classes from './changes-page.module.css';

/** What the plan comes to, and a chip for each state that occurs: pressing one filters the list. */
export function PlanSummary(props: {
  which: 'open' | 'ended';
  signs: SignCounts;
  facets: readonly { readonly value: string; readonly count: number }[];
  filters: readonly ViewFilter[];
  onFilters: (filters: readonly ViewFilter[]) => void;
  nextTry: { readonly at: string; readonly why: string } | null;
}): ReactNode {
  const wanted = statesOf(props.filters);
  const countOf = (state: ChangeState): number =>
    props.facets.find(({ value }) => value === state)?.count ?? 0;
  const chips = chipStates(props.which).filter((state) => countOf(state) > 0 || wanted.has(state));
  if (chips.length === 0) return null;
  return (
    <div className={classes.summary}>
      <span className={classes.signs} aria-label="The plan">
        {(['+', '~', '-'] as const).map((sign) => (
          <span key={sign} data-sign={sign} title={`${signWords(sign)} ${countText(props.signs[sign])}`}>
            <span aria-hidden="true">
              {sign === '-' ? '−' : sign} {countText(props.signs[sign])}
            </span>
            <span className="rb-hidden">
              {signWords(sign)} {countText(props.signs[sign])}
            </span>
          </span>
        ))}
      </span>
      {chips.map((state) => (
        <button
          key={state}
          type="button"
          className={classes.state}
          data-state={state}
          aria-pressed={wanted.has(state)}
          title={stateWords(state).meaning}
          onClick={() => props.onFilters(toggleState(props.filters, state))}
        >
          <StateIcon state={state} />
          {stateWords(state).label}
          <span className={classes.count}>{countText(countOf(state))}</span>
        </button>
      ))}
      {props.which === 'open' && props.nextTry !== null && (
        <span className={classes.next}>
          Next try <TimeAhead at={props.nextTry.at} />: {props.nextTry.why}
        </span>
      )}
    </div>
  );
}
