import { createHash } from 'node:crypto';
import {
  planFormat,
  type PlanFile,
  type PlanRow,
  preconditionText,
} from '../../../src-shared/changes/plan-file.ts';
import { originOf } from '../../../src-shared/changes/change-origin.ts';
import { titleOf } from '../../../src-shared/changes/edit-words.ts';
import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import type { Base, Change, Edit, FieldValue } from '../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { PlanReport } from '../../../src-shared/ipc/changes-contract.ts';
import { timestamp } from '../../../src-shared/ports/clock.ts';
import type { WriteFile } from '../../files/atomic-write.ts';
import type { AskWhere } from '../credentials-service.ts';
import { NEEDS_OTHER } from '../../sync/push/dependents.ts';
import { type EditDeps, type EditRoom, openChanges } from '../edits/edit-room.ts';
import { recorded, type RecordDeps } from '../journal.ts';
import { createScopePaths, type ScopePaths } from './scope-paths.ts';

/** The file a plan is read from, or null when the user changed their mind. */
export type AskWhich = (question: {
  readonly title: string;
  readonly buttonLabel: string;
  readonly filters: readonly { readonly name: string; readonly extensions: readonly string[] }[];
}) => Promise<{ readonly path: string } | null>;

/** What plan files need. */
export interface PlanFileDeps extends RecordDeps {
  readonly askWhere: AskWhere;
  readonly askWhich: AskWhich;
  readonly writeFile: WriteFile;
  /** The text of a file of at most so many bytes. Rejects with `storage`, or with `input` for one that is larger. */
  readFile(path: string, mostBytes: number): Promise<string>;
}

/** What a plan file is called in dialogs. */
export const planFilter = { name: 'Rolebook plan', extensions: ['json'] } as const;

/** SHA-256 over what was seen, as a plan file carries it. */
export function preconditionHash(fields: Readonly<Record<string, FieldValue>>): string {
  return createHash('sha256').update(preconditionText(fields), 'utf8').digest('hex');
}

/** The tenant a room is open on, as plan files name it. */
export function planTenant({ session }: Pick<EditRoom, 'session'>): PlanFile['tenant'] {
  const { connection, tenantId } = session.describe();
  return { url: connection.url, label: connection.label, tenantId, isDemo: connection.isDemo };
}

/** Whether a field names something by a client id of ours, which means nothing elsewhere. */
const isOurs = ([field, value]: readonly [string, FieldValue]): boolean =>
  field === 'clientId' && typeof value === 'string' && changeOfLocalId(value) !== null;

/** What was seen, as far as it means something elsewhere. A new rule says so also where it takes nothing for granted. */
function preconditionOf(edit: Edit, base: Base | null): PlanRow['precondition'] {
  if (base === null && edit.kind !== 'rule.create') return null;
  const fields = Object.fromEntries(Object.entries(base?.fields ?? {}).filter((field) => !isOurs(field)));
  return { fields, hash: preconditionHash(fields) };
}

/** The changes as rows, in order; needs outside the plan are left out. Pure. */
export function planRows(
  changes: readonly Change[],
  paths: ScopePaths,
  subjectNames: ReadonlyMap<string, string>,
): PlanRow[] {
  const numbers = new Map(changes.map((change, at) => [change.id, at + 1]));
  const groups = new Map<string, number>();
  return changes.map(({ id, groupId, groupTitle, edit, base, dependsOn, acknowledged }): PlanRow => {
    const group = groups.get(groupId) ?? groups.size + 1;
    groups.set(groupId, group);
    const isRule = edit.kind === 'rule.create' || edit.kind === 'rule.delete';
    return {
      row: numbers.get(id) ?? 0,
      group,
      groupTitle,
      edit,
      change: originOf(id),
      scopePath: isRule ? paths.pathOf(edit.scope) : null,
      subjectName: isRule ? (subjectNames.get(edit.subject.id) ?? null) : null,
      needs: dependsOn.flatMap((parent) => numbers.get(parent) ?? []),
      precondition: preconditionOf(edit, base),
      acknowledged,
    };
  });
}

/** Needs come before what needs them, whatever the order on the page. */
function inOrderOfNeed(changes: readonly Change[]): Change[] {
  const byId = new Map(changes.map((change) => [change.id, change]));
  const placed = new Set<Change>();
  const place = (change: Change): void => {
    if (placed.has(change)) return;
    for (const id of change.dependsOn) {
      const parent = byId.get(id);
      if (parent !== undefined) place(parent);
    }
    placed.add(change);
  };
  for (const change of changes) place(change);
  return [...placed];
}

const leftOutWords: Readonly<Partial<Record<Change['state'], string>>> = {
  sending: 'It is being sent.',
  unknown: 'It was sent, and its outcome is open.',
  conflict: 'It waits for your decision.',
  blocked: 'It needs another change that did not go through.',
  rejected: 'The tenant refused it.',
};

/**
 * Only waits, or waits for somebody who may do it: what this account has no right to is handed on like that. What was blocked
 * by such a one goes with it.
 */
const mayLeave = ({ state, conflict, error }: Change): boolean =>
  state === 'pending' ||
  (state === 'conflict' && conflict?.kind === 'right-lost') ||
  (state === 'blocked' && error?.reason === NEEDS_OTHER);

/** Those that may leave, with all they need; the others with the reason why they stay. In order. Pure. */
export function exportable(wanted: readonly Change[]): {
  readonly rows: readonly Change[];
  readonly leftOut: PlanReport['refused'];
} {
  const rows: Change[] = [];
  const out = new Map<string, Change>();
  const leftOut: PlanReport['refused'] = [];
  for (const change of inOrderOfNeed(wanted)) {
    const missing = change.dependsOn.map((id) => out.get(id)).find((parent) => parent !== undefined);
    if (mayLeave(change) && missing === undefined) {
      rows.push(change);
      continue;
    }
    out.set(change.id, change);
    const reason =
      missing === undefined || !mayLeave(change)
        ? (leftOutWords[change.state] ?? 'It does not wait any more.')
        : `It needs “${titleOf(missing.edit)}”, which is left out.`;
    leftOut.push({ row: change.seq, title: titleOf(change.edit), reason });
  }
  return { rows, leftOut };
}

/** changes.exportPlan: open changes that may leave, as a file, with a journal row; what they need is exported with them. */
export async function exportPlan(
  deps: EditDeps & PlanFileDeps,
  room: EditRoom,
  ids: readonly string[] | null,
): Promise<PlanReport> {
  const open = openChanges(room);
  const wanted = new Set(ids ?? open.map((change) => change.id));
  for (const id of wanted) for (const parent of room.outbox.get(id)?.dependsOn ?? []) wanted.add(parent);
  const { rows: changes, leftOut } = exportable(open.filter((change) => wanted.has(change.id)));
  if (changes.length === 0) {
    throw new RolebookError({
      kind: 'input',
      origin: 'main',
      reason: 'plan-empty',
      message: 'There are no changes to export that only wait to be sent.',
    });
  }
  const [tree, accounts] = await Promise.all([
    room.mirror.scopeTree(false),
    room.mirror.serviceAccounts(null),
  ]);
  const names = new Map(
    accounts.flatMap(({ id, name, clientId }) => [[clientId, name] as const, [id, name] as const]),
  );
  const file: PlanFile = {
    format: planFormat,
    version: 3,
    exportedAt: timestamp(deps.clock),
    exportedBy: room.session.describe().actor,
    tenant: planTenant(room),
    rows: planRows(changes, createScopePaths(tree), names),
  };
  return await recorded(deps, {
    verb: 'changes.export',
    object: changes.length === 1 ? '1 change' : `${changes.length} changes`,
    detail: { count: changes.length },
    run: async (): Promise<PlanReport> => {
      const where = await deps.askWhere({
        suggestedName: `rolebook-plan-${file.exportedAt.slice(0, 10)}.json`,
        title: 'Export changes as a plan',
        buttonLabel: 'Export',
        filters: [planFilter],
      });
      if (where === null) return { outcome: 'cancelled', path: null, rows: 0, refused: [] };
      const bytes = Buffer.from(`${JSON.stringify(file, null, 2)}\n`, 'utf8');
      const written = await deps.writeFile(where.path, bytes, { mayReplace: where.mayReplace });
      return { outcome: 'done', path: written.path, rows: changes.length, refused: leftOut };
    },
    judge: (report) => ({ result: report.outcome }),
  });
}
