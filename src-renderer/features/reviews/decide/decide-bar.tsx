import type { ReactNode } from 'react';
import { SearchBox } from '../../../ui/filter-bar/search-box.tsx';
import type { DecideSearch } from './decide-search.ts';
import { type PartShow, partShows } from './part-lines.ts';
import classes from './decide.module.css';

const showWords: Readonly<Record<PartShow, string>> = {
  all: 'All',
  undecided: 'Undecided',
  privileged: 'Privileged',
  hints: 'With hints',
};

/** Which rows are listed, and how. */
export function DecideBar(props: {
  readonly view: { readonly search: string; readonly show: PartShow; readonly grouped: boolean };
  readonly onSearch: (change: Partial<DecideSearch>) => void;
  readonly onLeaveSearch: () => void;
}): ReactNode {
  const { view } = props;
  return (
    <div className={classes.bar}>
      <SearchBox
        label="Search rows"
        value={view.search}
        onChange={(q) => props.onSearch({ q: q === '' ? undefined : q })}
        onLeave={props.onLeaveSearch}
      />
      <fieldset className={classes.chips} aria-label="Which rows">
        {partShows.map((show) => (
          <button
            key={show}
            type="button"
            className={classes.chip}
            aria-pressed={view.show === show}
            onClick={() => props.onSearch({ show: show === 'all' ? undefined : show })}
          >
            {showWords[show]}
          </button>
        ))}
        <button
          type="button"
          className={classes.chip}
          aria-pressed={view.grouped}
          aria-keyshortcuts="G"
          onClick={() => props.onSearch({ group: view.grouped ? undefined : '1' })}
        >
          Same role and place together <span className={classes.chipKey}>G</span>
        </button>
      </fieldset>
      <span className={classes.keys}>↑ ↓ move · K keep · R revoke · 1–9 reason · U undo · ? all keys</span>
    </div>
  );
}
