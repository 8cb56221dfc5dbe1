import type { ReactNode } from 'react';
import { useSlots } from '../../ui/slots.tsx';
import type { SelectionActionsProps } from '../../ui/table-page/table-page.tsx';
import { useSelectedRows } from '../../ui/table-page/use-selected-rows.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { ruleTargetOf } from './rule-target.ts';
import classes from './access-rules.module.css';

/** Rules one act may take at once; the contract's limit. */
const most = 5000;

/** The actions on selected access rules. */
export function SelectedRules(props: SelectionActionsProps): ReactNode {
  const { RuleActions } = useSlots();
  const selected = useSelectedRows(props.selection, props.source, props.total, most);
  switch (selected.state) {
    case 'too-many':
      return (
        <span className={classes.note}>Actions take at most 5,000 rules at a time. Narrow the filter.</span>
      );
    case 'collecting':
      return <span className={classes.note}>Collecting {counted(selected.count, 'access rule')} …</span>;
    case 'failed':
      return <span className={classes.note}>The rules could not be collected. Select them again.</span>;
    case 'rows':
      return (
        <RuleActions
          rules={selected.rows.map(({ id, cells }) => ruleTargetOf(id, cells))}
          place="bar"
          onDone={props.onDone}
        />
      );
  }
}
