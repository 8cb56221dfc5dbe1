import type { ReactNode } from 'react';
import { tierLabel, tiers } from './tier.ts';
import type { Tier } from '../../../src-shared/access/role-tier.ts';
import classes from './tier.module.css';

/** A small mark whose shape and colour tell the tier; the word is read out. */
export function TierMark(props: { tier: Tier | null }): ReactNode {
  if (props.tier === null) return <span className={classes.mark} aria-hidden="true" />;
  const label = tierLabel(props.tier);
  return (
    <span className={`${classes.mark} ${classes[props.tier]}`} title={label}>
      <span className="rb-hidden">{label}: </span>
    </span>
  );
}

/** The tier in words on its colour. */
export function TierBadge(props: { tier: Tier }): ReactNode {
  const entry = tiers.find((each) => each.tier === props.tier);
  return (
    <span className={`${classes.badge} ${classes[`${props.tier}Badge`]}`} title={entry?.meaning}>
      <span className={`${classes.mark} ${classes[props.tier]}`} />
      {entry?.label}
    </span>
  );
}

/** What the marks beside role names mean; the longer meaning on hover. */
export function TierLegend(): ReactNode {
  return (
    <ul className={classes.legend} aria-label="Role tiers">
      {tiers.map(({ tier, label, meaning }) => (
        <li key={tier} title={meaning}>
          <span className={`${classes.mark} ${classes[tier]}`} />
          {label}
        </li>
      ))}
    </ul>
  );
}
