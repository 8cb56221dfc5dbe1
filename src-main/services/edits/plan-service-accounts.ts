import { serviceAccountFields } from '../../../src-shared/changes/base-fields.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { ServiceAccount } from '../../../src-shared/wire/service-account-wire.ts';
import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import { changedJustNow } from './changed-just-now.ts';
import { type EditDraft, type EditPlan, ofKind, type PlanIds, seen } from './edit-draft.ts';
import { putsBack } from './opposite-switch.ts';
import { withoutChanges } from './without-changes.ts';

/** A new service account. */
export function planServiceAccount(name: string, ids: PlanIds): EditDraft {
  return { id: ids.change(), edit: { kind: 'service-account.create', name }, base: null, dependsOn: [] };
}

/** Open changes of one service account, in order: what comes next goes after them. */
function changesOf(open: readonly Change[], id: string): readonly Change[] {
  const made = changeOfLocalId(id);
  return open.filter(({ id: changeId, edit }) => changeId === made || ('id' in edit && edit.id === id));
}

const draftOn = (
  account: ServiceAccount,
  after: readonly string[],
  asOf: string | null,
  dropped: readonly Change[] = [],
) => ({
  base: seen(withoutChanges(serviceAccountFields(account), dropped), asOf),
  dependsOn: [...after],
});

/**
 * Switches service accounts on or off; `account.enabled` is as it will be. What is so already, or will be, is not
 * repeated; two opposite switches of which the first still waits cancel out, as long as nothing was read from the tenant
 * in between: it may have moved, and then only sending tells.
 */
export function planSwitch(
  accounts: readonly ServiceAccount[],
  enabled: boolean,
  open: readonly Change[],
  asOf: string | null,
  ids: PlanIds,
): EditPlan {
  const drops: string[] = [];
  const drafts: EditDraft[] = [];
  for (const account of accounts) {
    if (account.enabled === enabled) continue;
    const before = changesOf(open, account.id);
    const last = before.at(-1);
    if (putsBack(last, 'service-account.set-enabled', enabled, asOf)) {
      drops.push(last.id);
      continue;
    }
    const { id, name } = account;
    const after = before.map((change) => change.id);
    drafts.push({
      id: ids.change(),
      edit: { kind: 'service-account.set-enabled', id, name, enabled },
      ...draftOn(account, after, asOf),
    });
  }
  return { drafts, drops };
}

/** A new secret for a service account; the former one is void at once (V35). */
export function planRotation(
  account: ServiceAccount,
  open: readonly Change[],
  asOf: string | null,
  ids: PlanIds,
): EditDraft {
  const { id, name, clientId } = account;
  const after = changesOf(open, id).map((change) => change.id);
  return {
    id: ids.change(),
    edit: { kind: 'service-account.rotate', id, name, clientId },
    ...draftOn(account, after, asOf),
  };
}

/**
 * Deletes service accounts; what was planned for them is taken back, one that was only made here altogether. Throws
 * `conflict`/`changed-just-now`.
 */
export function planServiceAccountDeletion(
  accounts: readonly ServiceAccount[],
  open: readonly Change[],
  asOf: string | null,
  ids: PlanIds,
): EditPlan {
  const drops: string[] = [];
  const drafts: EditDraft[] = [];
  for (const account of accounts) {
    const before = changesOf(open, account.id);
    if (ofKind(before, 'service-account.delete').length > 0) continue;
    drops.push(...before.map((change) => change.id));
    if (changeOfLocalId(account.id) !== null) {
      if (ofKind(before, 'service-account.create').length > 0) continue;
      throw changedJustNow(`The service account ${account.name}`);
    }
    const { id, name, clientId } = account;
    drafts.push({
      id: ids.change(),
      edit: { kind: 'service-account.delete', id, name, clientId },
      ...draftOn(account, [], asOf, before),
      instead: before.map((change) => change.id),
    });
  }
  return { drafts, drops };
}
