import type { ReactNode } from 'react';
import { Checkbox, Radio } from '@mantine/core';
import type { ScopeTree } from '../../ui/grant-editor/scope-tree.ts';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import type { LegacyDraft } from './new-user-model.ts';
import type { NewUserAction } from './new-user-reducer.ts';
import classes from './legacy-access.module.css';

/** See {@link LegacyClusters}. */
export interface LegacyClustersProps {
  readonly draft: LegacyDraft;
  readonly tree: ScopeTree;
  readonly disabled: boolean;
  readonly dispatch: (action: NewUserAction) => void;
}

const choices = [
  ['all', 'All clusters', 'Later ones included.'],
  ['selected', 'Selected clusters', 'Every role holds in each of them.'],
  ['none', 'None', 'The user can sign in, and reaches no cluster.'],
] as const;

/** Which clusters the user reaches (R27): All, Selected or None, and never an empty that could mean either (O21). */
export function LegacyClusters(props: LegacyClustersProps): ReactNode {
  const { draft, tree, disabled, dispatch } = props;
  const clusters = tree.nodes.filter(({ type }) => type === 'cluster');
  const choose = (value: string): void => {
    const choice = choices.find(([one]) => one === value)?.[0];
    if (choice !== undefined) dispatch({ type: 'legacy-clusters', clusters: choice });
  };
  const named = (
    <ul className={classes.named} aria-label="Selected clusters">
      {clusters.map(({ id, name, state }) => (
        <li key={id}>
          <Checkbox
            checked={draft.selected.includes(id)}
            disabled={disabled}
            data-cluster={name}
            label={
              <>
                <SuspiciousText text={name} />
                {state !== null && <span className={classes.state}> {state}</span>}
              </>
            }
            onChange={() => dispatch({ type: 'legacy-cluster', id })}
          />
        </li>
      ))}
      {clusters.length === 0 && <li className={classes.text}>The mirror has no clusters yet. Sync first.</li>}
    </ul>
  );
  return (
    <Radio.Group
      className={classes.clusters ?? ''}
      aria-label="Clusters"
      value={draft.clusters}
      onChange={choose}
    >
      {choices.map(([value, label, description]) => (
        <div key={value} className={classes.choice}>
          <Radio
            value={value}
            label={label}
            description={description}
            disabled={disabled}
            data-clusters={value}
          />
          {value === 'selected' && draft.clusters === 'selected' && named}
        </div>
      ))}
    </Radio.Group>
  );
}
