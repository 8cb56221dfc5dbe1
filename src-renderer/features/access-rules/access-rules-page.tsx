import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useMirror, useRoles } from '../../stores/stores-context.tsx';
import { useTableBinding } from '../../stores/table-binding.ts';
import { TierLegend } from '../../ui/access/tier-mark.tsx';
import { roleFace, stateFace, tierOrStateFace } from '../../ui/data-grid/cell-faces.ts';
import { RecordDrawer } from '../../ui/record-drawer/record-drawer.tsx';
import type { RecordPartProps } from '../../ui/record-drawer/record-drawer.tsx';
import { useSlots } from '../../ui/slots.tsx';
import { TablePage } from '../../ui/table-page/table-page.tsx';
import type { RowDrawerProps } from '../../ui/table-page/table-page.tsx';
import { ruleTargetOfRecord, targetColumns } from './rule-target.ts';
import { SelectedRules } from './selected-rules.tsx';

const phaseFace = stateFace((phase) => {
  if (phase === 'Ready') return 'ok';
  if (phase === 'NotReady') return 'warn';
  return phase === 'Creating' || phase === 'Deleting' ? 'pending' : 'none';
});

/** What a rule comes to; what is not in effect stands out. */
const effectFace = tierOrStateFace((effect) => {
  if (effect.startsWith('orphaned') || effect === 'user deleted') return 'warn';
  return effect === 'dormant' || effect === 'pre-authorised' ? 'pending' : 'none';
});

const nothing = {};

/** Who has which role where: every access rule of the tenant. */
export function AccessRulesPage(): ReactNode {
  const tierOf = useRoles((roles) => roles.tierOf);
  const faces = useMemo(
    () => ({ roleName: roleFace(tierOf), phase: phaseFace, effect: effectFace }),
    [tierOf],
  );
  const { NewRuleButton } = useSlots();
  return (
    <TablePage
      view="access-rules"
      title="Access rules"
      noun="access rules"
      binding={useTableBinding('access-rules')}
      faces={faces}
      legend={<TierLegend />}
      actions={<NewRuleButton prefill={nothing} place="page" />}
      emptyText="No rule gives anyone access yet."
      always={targetColumns}
      SelectionActions={SelectedRules}
      Drawer={AccessRuleDrawer}
    />
  );
}

function AccessRuleDrawer(props: RowDrawerProps): ReactNode {
  const tierOf = useRoles((roles) => roles.tierOf);
  const revision = useMirror((mirror) => mirror.any);
  return (
    <RecordDrawer
      {...props}
      view="access-rules"
      noun="access rule"
      revision={revision}
      tierOf={tierOf}
      rules={null}
      Subtitle={Subtitle}
      Actions={Actions}
    />
  );
}

function Subtitle(): ReactNode {
  return 'Access rule';
}

function Actions({ record, onActed }: RecordPartProps): ReactNode {
  const { RuleActions } = useSlots();
  return <RuleActions rules={[ruleTargetOfRecord(record)]} place="drawer" onDone={onActed} />;
}
