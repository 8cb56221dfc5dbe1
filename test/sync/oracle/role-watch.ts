import type { SimTenant } from '../world/sim-tenant.ts';
import type { BookRow } from './ledger-book.ts';
import type { Verdict } from './violation.ts';

/** A role as the tenant has it, field by field; a set is there (`true`) or left out. */
export type RoleFacts = ReadonlyMap<string, string | boolean>;

/** Looks a role up at the tenant; null when there is none. */
export function roleFactsOf(tenant: SimTenant, id: string): RoleFacts | null {
  const role = tenant.state.roles.byId(Number(id));
  if (role === undefined) return null;
  return new Map<string, string | boolean>([
    ['name', role.name],
    ['description', role.description],
    ['enabled', role.enabled],
    ...role.permissionSetIds.map((set): [string, boolean] => [`permission-set:${set}`, true]),
  ]);
}

/** What the admin saw, in the same words. */
function seenBy(base: NonNullable<BookRow['base']>): RoleFacts {
  const seen = new Map<string, string | boolean>();
  for (const [field, value] of Object.entries(base.fields)) {
    if (field.startsWith('permission-set:')) seen.set(field, value !== null);
    else if (field === 'enabled' || field === 'name' || field === 'description')
      seen.set(field, typeof value === 'boolean' ? value : String(value));
  }
  return seen;
}

/** What an edit wants of a role, in the same words. */
export function wantedBy(edit: Extract<BookRow['edit'], { kind: 'role.update' }>): RoleFacts {
  return new Map<string, string | boolean>([
    ['name', edit.name],
    ['description', edit.description],
    ...edit.permissionSets.map(({ id }): [string, boolean] => [`permission-set:${id}`, true]),
  ]);
}

/** Whether somebody else changed a thing: never, before the app last looked at it, or after that. */
export type Foreign = 'never' | 'seen' | 'unseen';

/**
 * Whether a role was changed, or deleted, with the eyes open (I7). What others did after the last look is nobody's fault
 * (reliability §3.2, rule 4). A change takes nothing back that others did and the admin did not ask for, and it does what was asked.
 */
export function checkRoleEffect(
  verdict: Verdict,
  row: BookRow,
  id: string,
  before: RoleFacts,
  after: RoleFacts | null,
  foreign: Foreign,
): void {
  const { edit } = row;
  const at = (facts: RoleFacts, field: string): string | boolean => facts.get(field) ?? false;
  if (edit.kind === 'role.delete') {
    if (row.base === null || row.waived || foreign !== 'seen') return;
    const seen = seenBy(row.base);
    const differs = [...new Set([...before.keys(), ...seen.keys()])].find(
      (field) => at(before, field) !== at(seen, field),
    );
    if (differs !== undefined)
      verdict.fail('I7', `role.delete of ${id} although its ${differs} is not what was seen`);
    return;
  }
  if (edit.kind !== 'role.update' || after === null) return;
  const wanted = wantedBy(edit);
  const seen = row.base === null || row.waived ? before : seenBy(row.base);
  for (const field of new Set([...before.keys(), ...after.keys(), ...wanted.keys()])) {
    if (field === 'enabled') {
      if (at(before, field) !== at(after, field) && foreign !== 'unseen')
        verdict.fail('I7', `role.update of ${id} switched it, and nobody asked for that`);
      continue;
    }
    const own = at(wanted, field) !== at(seen, field);
    if (own && at(after, field) !== at(wanted, field))
      verdict.fail('I1', `role.update of ${id} left out its ${field}, which was asked for`);
    if (foreign === 'unseen') continue;
    if (!own && at(after, field) !== at(before, field))
      verdict.fail('I7', `role.update of ${id} took back the ${field} that somebody else changed`);
    const theirs = at(before, field);
    if (foreign === 'seen' && own && theirs !== at(seen, field) && theirs !== at(wanted, field))
      verdict.fail('I7', `role.update of ${id} wrote over the ${field} that somebody else changed`);
  }
}
