import type { CSSProperties, ReactNode } from 'react';
import type { ReviewTotals } from '../../../../src-shared/domain/review-entry.ts';
import { countText, counted } from '../../../../src-shared/words/count.ts';
import { addsUp, totalParts } from '../campaign-words.ts';
import classes from '../reviews.module.css';

/** All rows by what they came to, as figures that add up and as one bar of the same parts. */
export function Totals(props: { readonly totals: ReviewTotals }): ReactNode {
  const { totals } = props;
  return (
    <section className={classes.block} aria-label="Totals" data-totals>
      <ul className={classes.figures}>
        {totalParts.map(({ of, label }, at) => (
          <li key={of}>
            {at > 0 && (
              <span className={classes.sum} aria-hidden="true">
                +
              </span>
            )}
            <span className={classes.figure} data-part={of}>
              <strong>{countText(totals[of])}</strong>
              <span>
                <span className={classes.swatch} data-part={of} aria-hidden="true" />
                {label}
              </span>
            </span>
          </li>
        ))}
        <li>
          <span className={classes.sum} aria-hidden="true">
            =
          </span>
          <span className={classes.figure}>
            <strong>{countText(totals.rows)}</strong>
            <span>Rows</span>
          </span>
        </li>
      </ul>
      <StackBar totals={totals} of={totals.rows} />
      {!addsUp(totals) && (
        <p className={classes.wrong} role="alert">
          These figures do not add up to {counted(totals.rows, 'row')}. That is a fault in Rolebook.
        </p>
      )}
    </section>
  );
}

/** The parts of some totals, one beside the other; its figures stand elsewhere, so it is hidden from those who listen. */
export function StackBar(props: { readonly totals: ReviewTotals; readonly of: number }): ReactNode {
  return (
    <div className={classes.stack} aria-hidden="true">
      {totalParts.map(({ of, label }) => {
        const count = props.totals[of];
        return count === 0 ? null : (
          <span
            key={of}
            data-part={of}
            title={`${label}: ${countText(count)}`}
            style={{ '--share': count / Math.max(1, props.of) } as CSSProperties}
          />
        );
      })}
    </div>
  );
}
