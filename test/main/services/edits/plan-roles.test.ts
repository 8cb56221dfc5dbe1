import { expect, test } from 'vitest';
import { planRoleSwitch } from '../../../../src-main/services/edits/plan-roles.ts';
import { roleFields } from '../../../../src-shared/changes/base-fields.ts';
import type { Change } from '../../../../src-shared/domain/change.ts';
import { change } from '../../../renderer/features/changes/planned.ts';
import { switchedRole } from '../../../builders/role-edits.ts';
import { roleWith } from '../../../builders/role-facts.ts';

const seenAt = '2026-11-23T08:00:00.000Z';
const ids = { change: () => 'next', localRule: () => -1, makerOfRole: () => null };
const role = { ...roleWith(7, 'Desk', ''), enabled: false };

/** The role was switched off here, when it was on as far as was seen. */
const switchedOff = (given: Partial<Change> = {}): Change => ({
  ...change('off', switchedRole(7, false), {
    base: { fields: roleFields({ ...role, enabled: true }), asOf: seenAt },
  }),
  ...given,
});

test.each([
  ['waits, and nothing was read since', switchedOff(), seenAt, true],
  ['waits, and the tenant was read since', switchedOff(), '2026-11-23T09:00:00.000Z', false],
  ['was tried', switchedOff({ attempts: 1 }), seenAt, false],
  ['may be on the wire', switchedOff({ state: 'sending' }), seenAt, false],
  [
    'was off already when it was seen',
    switchedOff({ base: { fields: roleFields(role), asOf: seenAt } }),
    seenAt,
    false,
  ],
] as const)('switching on again cancels a switch that %s', (_, open, asOf, cancels) => {
  const plan = planRoleSwitch([role], true, [open], asOf, ids);
  expect(plan.drops).toEqual(cancels ? [open.id] : []);
  expect(plan.drafts.map(({ dependsOn }) => dependsOn)).toEqual(cancels ? [] : [[open.id]]);
});
