import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Base, Change, Edit } from '../../../src-shared/domain/change.ts';
import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import { type Fields, newRuleFields } from '../../../src-shared/changes/base-fields.ts';
import type { User } from '../../../src-shared/domain/user.ts';
import type { NewChange } from '../../db/outbox.ts';

/** One planned change before it gets its group, its binding and its place in the outbox. */
export type EditDraft = Pick<NewChange, 'id' | 'edit' | 'base' | 'dependsOn'> & {
  /** Waits for the user to send it, whatever becomes of the others. */
  readonly held?: boolean;
  /** Ids of open changes whose place it takes; they are among the `drops`, or go with one of them. */
  readonly instead?: readonly string[];
};

/** What a plan numbers its drafts with. */
export interface PlanIds {
  /** A new id for a change. */
  change(): string;
  /** A new negative number for a rule that is made here. */
  localRule(): number;
  /** The change that makes a role of a negative number; null for a role of the tenant, or where none does any more. */
  makerOfRole(roleId: number): string | null;
}

/** What takes the place of each open change that makes way: ids of drafts, by its id. */
export function placesOf(drafts: readonly EditDraft[]): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const { id, instead = [] } of drafts)
    for (const former of instead) places.set(former, [...(places.get(former) ?? []), id]);
  return places;
}

/** What an act comes to: changes to save, and open ones that it makes needless. */
export interface EditPlan {
  readonly drafts: readonly EditDraft[];
  /** Ids of open changes that are taken back, with what waits for them. */
  readonly drops: readonly string[];
  /** Open changes that need the admin first and must not hold these up: they go before them, and before what needs them. */
  readonly ahead?: readonly string[];
}

/** One draft in the place of open changes that it makes needless. */
export function inPlaceOf(earlier: readonly Pick<Change, 'id'>[], draft: EditDraft): EditPlan {
  const drops = earlier.map(({ id }) => id);
  return { drafts: [{ ...draft, instead: drops }], drops };
}

/** What the admin saw, with the age of the mirror it was seen in. */
export function seen(fields: Fields, asOf: string | null): Base {
  return { fields: { ...fields }, asOf };
}

/** The user that rules are given to, as what they rest on; null for nobody, or somebody who was only made here. */
export function userSeen(user: Pick<User, 'id'> | null, asOf: string | null): Base | null {
  return user === null || changeOfLocalId(user.id) !== null
    ? null
    : seen(newRuleFields({ userId: user.id }), asOf);
}

/** Rules that the tenant has; those that were only made here are none it could be compared with. */
export function atTenant(rules: readonly AccessRule[]): AccessRule[] {
  return rules.filter(({ id }) => id > 0);
}

/** A change of one kind, with its edit narrowed. */
export type ChangeOf<K extends Edit['kind']> = Change & { readonly edit: Extract<Edit, { kind: K }> };

/** Narrows a change to one kind of edit. */
export function isKind<K extends Edit['kind']>(change: Change, kind: K): change is ChangeOf<K> {
  return change.edit.kind === kind;
}

/** The open changes of one kind. */
export function ofKind<K extends Edit['kind']>(changes: readonly Change[], kind: K): ChangeOf<K>[] {
  return changes.filter((change): change is ChangeOf<K> => isKind(change, kind));
}
