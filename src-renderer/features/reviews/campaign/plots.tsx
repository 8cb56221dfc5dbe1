import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { CampaignDetail } from '../../../../src-shared/ipc/reviews-contract.ts';
import { countText } from '../../../../src-shared/words/count.ts';
import { totalParts } from '../campaign-words.ts';
import classes from '../reviews.module.css';
import { progressPoints } from './progress-points.ts';
import { StackBar } from './totals.tsx';

/** How a campaign comes along, drawn, and as tables for those who prefer figures. */
export function Plots(props: { readonly detail: CampaignDetail }): ReactNode {
  const { detail } = props;
  const [tables, setTables] = useState(false);
  return (
    <section className={classes.block} aria-label="Plots">
      <div className={classes.plotsHead}>
        <h2>How it comes along</h2>
        <ul className={classes.legend} aria-label="Legend">
          {totalParts.map(({ of, label }) => (
            <li key={of}>
              <span className={classes.swatch} data-part={of} aria-hidden="true" />
              {label}
            </li>
          ))}
        </ul>
        <Button variant="default" aria-pressed={tables} onClick={() => setTables(!tables)}>
          {tables ? 'Show as plots' : 'Show as tables'}
        </Button>
      </div>
      <div className={classes.plots}>
        <section aria-label="Decisions by day">
          <h3>Decisions by day</h3>
          <ProgressPlot detail={detail} tables={tables} />
        </section>
        <section aria-label="By department">
          <h3>By department</h3>
          <Stacks list={detail.byDepartment} tables={tables} what="Department" />
        </section>
        <section aria-label="By role">
          <h3>By role</h3>
          <Stacks list={detail.byRole} tables={tables} what="Role" />
        </section>
      </div>
    </section>
  );
}

const width = 360;
const height = 120;

function ProgressPlot(props: { readonly detail: CampaignDetail; readonly tables: boolean }): ReactNode {
  const { progress } = props.detail;
  const { points, highest } = progressPoints(progress);
  if (progress.length === 0) return <p className={classes.none}>Nothing is decided yet.</p>;
  if (props.tables)
    return (
      <table className={classes.twin}>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Decisions</th>
            <th scope="col">Together</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ day, decided, together }) => (
            <tr key={day}>
              <td>{day}</td>
              <td>{countText(decided)}</td>
              <td>{countText(together)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  const step = width / Math.max(1, points.length);
  return (
    <svg
      className={classes.plot}
      viewBox={`0 0 ${width} ${height + 18}`}
      role="img"
      aria-label={`${countText(points.at(-1)?.together ?? 0)} decisions in ${points.length} days. The table says the same.`}
    >
      <line x1="0" x2={width} y1={height} y2={height} className={classes.axis} />
      {points.map(({ day, decided }, at) => {
        const tall = highest === 0 ? 0 : (decided / highest) * (height - 14);
        return (
          <rect
            key={day}
            className={classes.column}
            x={at * step + step * 0.15}
            width={step * 0.7}
            y={height - tall}
            height={tall}
          >
            <title>{`${day}: ${countText(decided)}`}</title>
          </rect>
        );
      })}
      <text x="0" y="10" className={classes.tick}>
        {countText(highest)}
      </text>
      <text x="0" y={height + 14} className={classes.tick}>
        {points[0]?.day}
      </text>
      <text x={width} y={height + 14} textAnchor="end" className={classes.tick}>
        {points.at(-1)?.day}
      </text>
    </svg>
  );
}

function Stacks(props: {
  readonly list: CampaignDetail['byRole'];
  readonly tables: boolean;
  readonly what: string;
}): ReactNode {
  const { list } = props;
  if (list.length === 0) return <p className={classes.none}>Nothing to show.</p>;
  if (props.tables)
    return (
      <table className={classes.twin}>
        <thead>
          <tr>
            <th scope="col">{props.what}</th>
            {totalParts.map(({ of, label }) => (
              <th key={of} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">Rows</th>
          </tr>
        </thead>
        <tbody>
          {list.map(({ name, totals }) => (
            <tr key={name}>
              <td>{name}</td>
              {totalParts.map(({ of }) => (
                <td key={of}>{countText(totals[of])}</td>
              ))}
              <td>{countText(totals.rows)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  return (
    <ul className={classes.stacks}>
      {list.map(({ name, totals }) => (
        <li key={name}>
          <span className={classes.stackName} title={name}>
            {name}
          </span>
          <StackBar totals={totals} of={totals.rows} />
          <span className="rb-figures">
            {countText(totals.rows)}
            <span className="rb-hidden">
              {' '}
              rows: {totalParts.map(({ of, label }) => `${label} ${totals[of]}`).join(', ')}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
