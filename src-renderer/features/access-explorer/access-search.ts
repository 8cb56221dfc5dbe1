import { permissionActions } from '../../../src-shared/domain/role.ts';
import type { PermissionAction } from '../../../src-shared/domain/role.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { AccessSubjectRef } from '../../../src-shared/ipc/access-contract.ts';
import { partsOfKey } from '../../../src-shared/access/permission-keys.ts';
import { scopeOfText } from '../../ui/access/scope-options.ts';

/** The questions of the explorer. */
export const accessTabs = ['can', 'who', 'why', 'what-if', 'compare', 'to-do'] as const;

/** One of {@link accessTabs}. */
export type AccessTab = (typeof accessTabs)[number];

/** What the explorer keeps in the address, as text. */
export interface AccessSearch {
  readonly tab?: AccessTab;
  /** The subject: `user:ana@example.com`. */
  readonly s?: string;
  /** The one it is compared with. */
  readonly b?: string;
  /** Where: `project:42`. */
  readonly at?: string;
  /** What: `delete project`. */
  readonly need?: string;
  /** `tenant`: without the open changes. */
  readonly as?: 'tenant';
  /** What might be done, one text each (`hypothesis-text.ts`). */
  readonly if?: readonly string[];
  /** What becomes of the open changes while something is supposed; counted where it is left out. */
  readonly pending?: Exclude<PendingChoice, 'count'>;
}

/** `count`: what the open changes come to; `given`: taken as done; `leave`: left out. */
export const pendingChoices = ['count', 'given', 'leave'] as const;

/** One of {@link pendingChoices}. */
export type PendingChoice = (typeof pendingChoices)[number];

/** A single permission that is asked about. */
export interface Need {
  readonly resourceType: string;
  readonly action: PermissionAction;
}

/** What might be done, at most; more belongs into a plan. */
const mostWishes = 50;

/** Takes from an address what the explorer knows; never fails. */
export function readAccessSearch(raw: Readonly<Record<string, unknown>>): AccessSearch {
  const text = (name: string, most: number): string | undefined => {
    const value = raw[name];
    return typeof value === 'string' && value !== '' && value.length <= most ? value : undefined;
  };
  const tab = accessTabs.find((each) => each === raw['tab']);
  const s = text('s', 500);
  const b = text('b', 500);
  const at = text('at', 120);
  const need = text('need', 240);
  const list: readonly unknown[] = Array.isArray(raw['if']) ? raw['if'] : [raw['if']];
  const wishes = list
    .filter((each): each is string => typeof each === 'string' && each !== '')
    .slice(0, mostWishes);
  const pending = pendingChoices.find((each) => each === raw['pending']);
  return {
    ...(tab === undefined || tab === 'can' ? {} : { tab }),
    ...(s === undefined || subjectOfText(s) === null ? {} : { s }),
    ...(b === undefined || subjectOfText(b) === null ? {} : { b }),
    ...(at === undefined || scopeOfText(at) === null ? {} : { at }),
    ...(need === undefined || needOfText(need) === null ? {} : { need }),
    ...(raw['as'] === 'tenant' ? { as: 'tenant' as const } : {}),
    ...(wishes.length > 0 ? { if: wishes } : {}),
    ...(pending === undefined || pending === 'count' ? {} : { pending }),
  };
}

/** A subject as text for addresses. */
export function subjectText(subject: AccessSubjectRef): string {
  return `${subject.type}:${subject.id}`;
}

/** The other way; null for what is none. */
export function subjectOfText(text: string): AccessSubjectRef | null {
  const at = text.indexOf(':');
  const type = text.slice(0, Math.max(at, 0));
  const id = text.slice(at + 1);
  return type === '' || id === '' || type.length > 100 || id.length > 400 ? null : { type, id };
}

/** A need of `delete project`; null for what is none. */
export function needOfText(text: string): Need | null {
  const { resourceType, action } = partsOfKey(text);
  const known = permissionActions.find((each) => each === action);
  return known === undefined || resourceType === '' ? null : { resourceType, action: known };
}

/** What the address asks, ready for the calls. */
export interface AccessQuestion {
  readonly subject: AccessSubjectRef | null;
  readonly other: AccessSubjectRef | null;
  readonly scope: ScopeRef | null;
  readonly need: Need | null;
  readonly as: 'tenant' | 'with-changes';
}

/** See {@link AccessQuestion}. */
export function questionOf(search: AccessSearch): AccessQuestion {
  return {
    subject: search.s === undefined ? null : subjectOfText(search.s),
    other: search.b === undefined ? null : subjectOfText(search.b),
    scope: search.at === undefined ? null : scopeOfText(search.at),
    need: search.need === undefined ? null : needOfText(search.need),
    as: search.as ?? 'with-changes',
  };
}
