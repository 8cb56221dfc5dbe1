import { Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { countText } from '../../../src-shared/words/count.ts';

/** How a held rule stands that a wider one covers from then on (V37): it stays, or goes with it. */
export type NarrowerStanding = 'needless' | 'removed';

/** The standing in the list of rules. */
export const narrowerWords: Readonly<Record<NarrowerStanding, string>> = {
  needless: 'held, then covered',
  removed: 'removed',
};

/** Offers to remove the held rules that wider ones cover from then on; nothing where there is none. */
export function NarrowerOffer(props: {
  readonly count: number;
  readonly checked: boolean;
  readonly disabled: boolean;
  readonly onChange: (wanted: boolean) => void;
}): ReactNode {
  const { count } = props;
  if (count === 0) return null;
  return (
    <Checkbox
      size="xs"
      label={
        count === 1
          ? 'Also remove the narrower rule that is covered then'
          : `Also remove the ${countText(count)} narrower rules that are covered then`
      }
      checked={props.checked}
      disabled={props.disabled}
      onChange={(change) => props.onChange(change.currentTarget.checked)}
      data-remove-narrower
    />
  );
}
