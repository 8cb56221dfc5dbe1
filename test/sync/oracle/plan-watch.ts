import { type PlanRow, planFileSchema } from '../../../src-shared/changes/plan-file.ts';
import type { Base, Edit, FieldValue } from '../../../src-shared/domain/change.ts';
import type { PlanReport } from '../../../src-shared/ipc/changes-contract.ts';
import type { StickFile } from '../world/plan-stick.ts';
import { lineOf } from './beside.ts';
import { stemOf } from './stem-of.ts';
import type { BookRow, LedgerBook } from './ledger-book.ts';
import type { Verdict } from './violation.ts';

/** What is looked at of a computer's disk. */
export interface PlanDisk {
  readonly binding: string;
  readonly tenant: { readonly origin: string };
  readonly book: Pick<LedgerBook, 'rows' | 'keyOf'>;
}

/** A plan file on its way, and where it comes from. */
export interface CarriedPlan extends Pick<StickFile, 'path' | 'text' | 'open'> {
  readonly from: Pick<PlanDisk, 'tenant'>;
}

/** Looks at plans that are imported: nothing of a stale row is taken over (I7), and nothing is there twice (I2). */
export interface PlanWatch {
  /** Changes were added to a ledger in one commit. */
  added(disk: PlanDisk, ids: readonly string[]): void;
  /** An import begins; answers where it began, for {@link imported}. */
  begins(disk: PlanDisk): number;
  /** It is over, whatever became of it. */
  ends(disk: PlanDisk): void;
  /** It went well. Answers the changes that it made. */
  imported(disk: PlanDisk, file: CarriedPlan, report: PlanReport, began: number): readonly string[];
  /** A change is done: one that came with a plan counts. */
  done(row: Pick<BookRow, 'id'>): void;
}

type Taken = Pick<BookRow, 'id' | 'edit' | 'base'>;

/** What two edits have to have in common to be the same wish, whatever numbers of ours are in them. */
function wishOf(edit: Edit): string {
  switch (edit.kind) {
    case 'user.create':
    case 'user.delete':
    case 'user.reset-password':
      return `${edit.kind} ${edit.email.toLowerCase()}`;
    case 'rule.create':
    case 'rule.delete': {
      const { type, id } = edit.subject;
      // A service account that is only made there has another number here.
      const subject = id.startsWith('local:') ? type : `${type} ${id.toLowerCase()}`;
      return `${edit.kind} ${subject} ${edit.roleName} ${edit.scope.type} ${edit.scope.id}`;
    }
    case 'service-account.set-enabled':
    case 'role.set-enabled':
      return `${edit.kind} ${edit.name} ${edit.enabled}`;
    default:
      return `${edit.kind} ${edit.name}`;
  }
}

/** The tenant's own number of what an edit alters, null for what it has none of. */
function targetOf(edit: Edit): string | null {
  switch (edit.kind) {
    case 'user.delete':
    case 'user.reset-password':
      return edit.userId;
    case 'service-account.set-enabled':
    case 'service-account.rotate':
    case 'service-account.delete':
      return edit.id;
    case 'rule.delete':
      return String(edit.ruleId);
    case 'rule.create':
    case 'role.update':
    case 'role.set-enabled':
    case 'role.delete':
      return String(edit.roleId);
    default:
      return null;
  }
}

const isOurs = (id: string): boolean => /^(?:local:|-)/.test(id);

/** Fields that move by themselves, or are only called by a number of ours. */
const passing = (field: string, value: unknown): boolean =>
  field === 'lastLogin' || (typeof value === 'string' && isOurs(value));

/**
 * The first field of which those who exported saw something else than those who import, or null. A rule for an e-mail that nobody
 * had is for whoever has it.
 */
export function differsIn(saw: Base | null, sees: Base | null): string | null {
  const words = (value: FieldValue | undefined): string =>
    JSON.stringify(Array.isArray(value) ? [...value].sort() : (value ?? null));
  const [one, other] = [saw?.fields ?? {}, sees?.fields ?? {}];
  return (
    Object.keys(one).find(
      (field) =>
        !passing(field, one[field]) &&
        !passing(field, other[field]) &&
        words(one[field]) !== words(other[field]),
    ) ?? null
  );
}

const issuesSecret = ({ kind }: Edit): boolean =>
  kind === 'user.reset-password' || kind === 'service-account.rotate';

/** What an import added in one commit, and what else was there right then and not taken back. */
interface Added {
  readonly made: readonly Taken[];
  readonly beside: readonly BookRow[];
}

/** Makes one; `met` counts what ever happened. */
export function createPlanWatch(verdict: Verdict, met: (what: string) => void): PlanWatch {
  /** Commits of each disk while imports are under way there. */
  const adds = new Map<PlanDisk, Added[]>();
  const underWay = new Map<PlanDisk, number>();
  const taken = new Set<string>();
  /** Where each change that came with a plan comes from: the very first. */
  const roots = new Map<string, string>();
  const rootOf = (id: string): string => {
    const stem = stemOf(id);
    return roots.get(stem) ?? stem;
  };
  const addsOf = (disk: PlanDisk): Added[] => {
    const known = adds.get(disk) ?? [];
    adds.set(disk, known);
    return known;
  };

  function checkRow(
    disk: PlanDisk,
    file: CarriedPlan,
    row: PlanRow,
    made: Taken,
    beside: Added['beside'],
  ): void {
    const text = JSON.stringify(row.edit);
    const from = file.open.find(({ id, edit }) => rootOf(id) === row.change && JSON.stringify(edit) === text);
    const what = `row ${row.row} of ${file.path} (${row.edit.kind}) taken over at ${disk.binding}`;
    if (from === undefined) {
      verdict.fail('I17', `${what}: it is none of the changes that waited where it was exported`);
      return;
    }
    if (wishOf(from.edit) !== wishOf(made.edit))
      verdict.fail('I17', `${what}: it was "${wishOf(from.edit)}" and is "${wishOf(made.edit)}"`);
    const [was, is] = [targetOf(from.edit), targetOf(made.edit)];
    if (was !== null && is !== null && !isOurs(was) && was !== is)
      verdict.fail('I7', `${what}: it meant ${was}, and ${is} goes by that name now`);
    const stale = differsIn(from.base, made.base);
    if (stale !== null && is !== null && !isOurs(is))
      verdict.fail('I7', `${what}, although ${stale} is not what those saw who exported it`);
    checkOnce(disk, rootOf(from.id), made, beside, what);
  }

  function checkOnce(disk: PlanDisk, root: string, made: Taken, beside: Added['beside'], what: string): void {
    const key = disk.book.keyOf(made.edit);
    const line = lineFrom(disk, root);
    for (const other of beside) {
      if (line.has(other.id))
        verdict.fail('I2', `${what}: ${other.id} is ${other.state} here, and comes of ${root} as this does`);
      // What waits for a decision shows as such, and does nothing by itself.
      const isOpen = other.state === 'pending' || other.state === 'sending' || other.state === 'unknown';
      const isOnce =
        made.edit.kind.endsWith('.create') || made.edit.kind.endsWith('.delete') || issuesSecret(made.edit);
      if (isOpen && isOnce && other.edit.kind === made.edit.kind && disk.book.keyOf(other.edit) === key)
        verdict.fail('I2', `${what}: ${other.id} asks for "${key}" already`);
    }
    roots.set(stemOf(made.id), root);
  }

  /** All that came of a change on a disk, and what took the place of that. */
  const lineFrom = (disk: PlanDisk, root: string): ReadonlySet<string> => {
    const own = [...disk.book.rows.values()].filter(({ id }) => rootOf(id) === root);
    return new Set(own.flatMap((row) => [...lineOf(row, disk.book)].map(({ id }) => id)));
  };

  return {
    added(disk, ids) {
      if ((underWay.get(disk) ?? 0) === 0) return;
      const { rows } = disk.book;
      const isNew = new Set(ids);
      addsOf(disk).push({
        made: ids.flatMap((id) => rows.get(id) ?? []).map(({ id, edit, base }) => ({ id, edit, base })),
        beside: [...rows.values()]
          .filter(({ id, state }) => !isNew.has(id) && state !== 'cancelled')
          .map((row) => ({ ...row })),
      });
    },
    begins(disk) {
      underWay.set(disk, (underWay.get(disk) ?? 0) + 1);
      return addsOf(disk).length;
    },
    ends(disk) {
      const left = (underWay.get(disk) ?? 1) - 1;
      underWay.set(disk, left);
      if (left === 0) adds.delete(disk);
    },
    imported(disk, file, report, began) {
      if (report.outcome !== 'done') return [];
      const { rows } = planFileSchema.parse(JSON.parse(file.text));
      const refused = new Set(report.refused.map(({ row }) => row));
      const wanted = rows.filter(({ row }) => !refused.has(row));
      if (wanted.length !== report.rows || refused.size + report.rows !== rows.length)
        verdict.fail(
          'I1',
          `of ${rows.length} rows of ${file.path} ${report.rows} were taken over and ${refused.size} refused`,
        );
      if (refused.size > 0) met('row refused');
      if (wanted.length === 0) return [];
      const wishes = (edits: readonly { readonly edit: Edit }[]): string =>
        edits.map(({ edit }) => wishOf(edit)).join('\n');
      const kinds = (edits: readonly { readonly edit: Edit }[]): string =>
        edits.map(({ edit }) => edit.kind).join(' ');
      const since = addsOf(disk).slice(began);
      // Something else may have been saved while the plan was read; a row that became another wish is still to be noticed.
      const added =
        since.find(({ made }) => wishes(made) === wishes(wanted)) ??
        since.find(({ made }) => kinds(made) === kinds(wanted));
      if (added === undefined) {
        verdict.fail(
          'I1',
          `${report.rows} rows of ${file.path} were said to be taken over, and are not there`,
        );
        return [];
      }
      if (file.from.tenant !== disk.tenant)
        verdict.fail('I10', `a plan for ${file.from.tenant.origin} was taken over at ${disk.tenant.origin}`);
      for (const [n, row] of wanted.entries()) {
        const one = added.made[n];
        if (one !== undefined) checkRow(disk, file, row, one, added.beside);
      }
      met('row taken over');
      for (const { id } of added.made) taken.add(id);
      return added.made.map(({ id }) => id);
    },
    done({ id }) {
      if (taken.delete(id)) met('row gone through');
    },
  };
}
