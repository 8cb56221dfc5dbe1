import { takenOverId } from '../../../src-shared/changes/change-origin.ts';
import { titleOf } from '../../../src-shared/changes/edit-words.ts';
import {
  isSameTenant,
  planFileSchema,
  type PlanFile,
  type PlanRow,
} from '../../../src-shared/changes/plan-file.ts';
import { firstIssueWords } from '../../../src-shared/errors/issue-words.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { PlanReport } from '../../../src-shared/ipc/changes-contract.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { parseGuarded } from '../../../src-shared/wire/parse-guarded.ts';
import type { NewChange } from '../../db/outbox.ts';
import { ofKind } from '../edits/edit-draft.ts';
import type { Lane } from '../../sync/push/lane.ts';
import { type EditDeps, type EditRoom, planIds } from '../edits/edit-room.ts';
import { refuseOldData } from '../edits/old-data.ts';
import { newChanges, saveChanges } from '../edits/save.ts';
import { isDestructive } from '../edits/submit.ts';
import { readActorRights } from '../rules/actor-rights.ts';
import { recorded } from '../journal.ts';
import { type PlanFileDeps, planFilter, planTenant } from './export-plan.ts';
import { askedAlready, asksTheSame, hereAlready } from './here-already.ts';
import { reachOf, refusalOf } from './plan-guards.ts';
import { resolveRow } from './resolve-row.ts';
import { rowsSoFar } from './rows-so-far.ts';
import { createScopePaths } from './scope-paths.ts';
import { needsWords, takeOut, type TakenRow } from './take-out-rows.ts';

/** No plan is larger. */
const mostBytes = 20_000_000;

const refuse = (reason: string, message: string, hint: string): RolebookError =>
  new RolebookError({ kind: 'input', origin: 'file', reason, message, hint });

/** A text as a plan; throws `input` for what is none, or is about another tenant. */
export function readPlan(text: string, here: PlanFile['tenant']): PlanFile {
  let parsed: unknown;
  try {
    parsed = parseGuarded(text, 'a plan file');
  } catch {
    throw refuse(
      'plan-unreadable',
      'This file is not a Rolebook plan.',
      'Choose a file that Rolebook exported.',
    );
  }
  const plan = planFileSchema.safeParse(parsed);
  if (!plan.success) {
    throw refuse(
      'plan-unreadable',
      `This file is not a plan that this edition of Rolebook understands. ${firstIssueWords(plan.error)}`,
      'Export it again, with the same edition.',
    );
  }
  if (!isSameTenant(plan.data.tenant, here)) {
    throw refuse(
      'plan-of-other-tenant',
      `This plan was made for ${plan.data.tenant.label} (${plan.data.tenant.url}), not for this tenant.`,
      'Open the tenant it was made for. Nothing was taken over.',
    );
  }
  return plan.data;
}

/** Rows that can be taken over, in order, and why the others cannot. */
async function resolveRows(deps: EditDeps, room: EditRoom, plan: PlanFile) {
  const { mirror, session, outbox } = room;
  const [roles, tree, accounts, { asOf }] = await Promise.all([
    mirror.roles(),
    mirror.scopeTree(false),
    mirror.serviceAccounts(null),
    mirror.info(),
  ]);
  const { actor, abilities } = session.describe();
  const rights = await readActorRights(room);
  const { facts, take } = rowsSoFar({
    plan,
    mirror,
    roles,
    paths: createScopePaths(tree),
    accounts,
    leaving: new Set(ofKind(outbox.open(), 'rule.delete').map(({ edit }) => edit.ruleId)),
    asOf,
    localRule: () => outbox.nextLocalRuleId(),
  });
  const accepted = new Map<number, TakenRow>();
  const refused = new Map<number, string>();
  const newEmails = new Set<string>();
  const isHere = ({ change }: PlanRow): string | null => {
    if (change === undefined)
      return plan.version < 3 ? null : 'It does not say which change it is: the file was altered.';
    const isInPlan = [...accepted.values()].some(({ row }) => row.change === change);
    return isInPlan ? 'An earlier row is the same change.' : hereAlready(change, outbox);
  };

  const judge = async (row: PlanRow): Promise<string | null> => {
    const twice = isHere(row);
    if (twice !== null) return twice;
    const missing = row.needs.find((need) => !accepted.has(need));
    if (missing !== undefined) return needsWords(missing);
    const own = refusalOf(row.edit, null, actor, abilities);
    if (own !== null) return own;
    if (isDestructive(row)) refuseOldData(asOf, deps.clock.now());
    const email = row.edit.kind === 'user.create' ? foldEmail(row.edit.email) : null;
    if (email !== null && newEmails.has(email)) return 'An earlier row makes the same user.';
    const resolved = await resolveRow(row, facts);
    if (!resolved.ok) return resolved.reason;
    const { edit, base, madeBy = null } = resolved;
    const again = refusalOf(edit, base, actor, abilities) ?? reachOf(edit, rights);
    if (again !== null) return again;
    const asked = askedAlready(edit, outbox);
    if (asked !== null) return asked;
    if ([...accepted.values()].some(({ draft }) => asksTheSame(draft.edit, edit)))
      return 'An earlier row asks for the same.';
    if (email !== null) newEmails.add(email);
    const unique = deps.random.uuid();
    const id = row.change === undefined ? unique : takenOverId(row.change, unique);
    take(id, edit);
    const maker = edit.kind === 'rule.create' ? planIds(deps, room).makerOfRole(edit.roleId) : null;
    const needs = row.needs.flatMap((need) => accepted.get(need)?.draft.id ?? []);
    const makers = [maker, madeBy].filter((one) => one !== null);
    const dependsOn = [...new Set([...needs, ...makers])];
    accepted.set(row.row, { row, draft: { id, edit, base, dependsOn } });
    return null;
  };
  for (const row of plan.rows) {
    try {
      const reason = accepted.has(row.row) ? 'Its number is there twice.' : await judge(row);
      if (reason !== null) refused.set(row.row, reason);
    } catch (error) {
      if (!(error instanceof RolebookError)) throw error;
      refused.set(row.row, error.body.message);
    }
  }
  return { accepted, refused };
}

/**
 * Rows that can be taken over all together. While they are looked at others have their turns: where the same was made or brought
 * back in one of them, all are looked at anew, for there it is refused, and what needs it with it.
 */
async function resolveWhole(deps: EditDeps, room: EditRoom, plan: PlanFile) {
  for (;;) {
    const rows = await resolveRows(deps, room, plan);
    await takeOut(room, plan, rows.accepted, rows.refused);
    const isHere = [...rows.accepted.values()].some(
      ({ row, draft }) =>
        askedAlready(draft.edit, room.outbox) !== null ||
        (row.change !== undefined && hereAlready(row.change, room.outbox) !== null),
    );
    if (!isHere) return rows;
  }
}

/**
 * changes.importPlan: reads a plan and stages what of it still holds; every other row is refused with its reason. The
 * guards of V20–V25 are asked here, on what is seen here, and once more when it is sent. `turns`: plans are taken over one after
 * the other, so that what the first has staged is there for the second, which may be the same file (I2).
 */
export async function importPlan(
  deps: EditDeps & PlanFileDeps,
  room: EditRoom,
  turns: Lane,
): Promise<PlanReport> {
  const which = await deps.askWhich({ title: 'Import a plan', buttonLabel: 'Import', filters: [planFilter] });
  if (which === null) return { outcome: 'cancelled', path: null, rows: 0, refused: [] };
  const plan = readPlan(await deps.readFile(which.path, mostBytes), planTenant(room));
  return await turns.during(() => takeOver(deps, room, plan, which.path));
}

async function takeOver(
  deps: EditDeps & PlanFileDeps,
  room: EditRoom,
  plan: PlanFile,
  path: string,
): Promise<PlanReport> {
  return await recorded(deps, {
    verb: 'changes.import',
    object: plan.rows.length === 1 ? '1 change' : `${plan.rows.length} changes`,
    detail: { madeBy: plan.exportedBy, madeAt: plan.exportedAt },
    run: async (): Promise<PlanReport> => {
      const { accepted, refused } = await resolveWhole(deps, room, plan);
      const groups = new Map<number, string>();
      const add = [...accepted.values()].flatMap(({ row, draft }): NewChange[] => {
        const groupId = groups.get(row.group) ?? deps.random.uuid();
        groups.set(row.group, groupId);
        const { groupTitle, acknowledged } = row;
        return newChanges(room, [draft], { groupId, groupTitle, held: true, acknowledged });
      });
      saveChanges(room, add);
      if (add.length > 0) await room.overlay.refresh();
      return {
        outcome: 'done',
        path,
        rows: add.length,
        refused: plan.rows.flatMap((row) => {
          const reason = refused.get(row.row);
          return reason === undefined ? [] : [{ row: row.row, title: titleOf(row.edit), reason }];
        }),
      };
    },
    judge: ({ rows, refused }) => ({
      result: refused.length === 0 ? 'done' : rows === 0 ? 'failed' : 'partly',
      detail: { taken: rows, refused: refused.length },
    }),
  });
}
