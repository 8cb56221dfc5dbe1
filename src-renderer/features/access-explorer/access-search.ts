import { permissionActions } from '../../../src-shared/domain/role.ts';
import type { PermissionAction } from '../../../src-shared/domain/role.ts';
import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import type { AccessSubjectRef } from '../../../src-shared/ipc/access-contract.ts';
import { partsOfKey } from '../../../src-shared/access/permission-keys.ts';
import { scopeOfText } from '../../ui/access/scope-options.ts';

/** The questions of the explorer. */
export const accessTabs = ['can', 'who'] as const;

/** One of {@link accessTabs}. */
export type AccessTab = (typeof accessTabs)[number];

/** What the explorer keeps in the address, as text. */
export interface AccessSearch {
  readonly tab?: AccessTab;
  /** The subject: `user:ana@example.com`. */
  readonly s?: string;
  /** Where: `project:42`. */
  readonly at?: string;
  /** What: `delete project`. */
  readonly need?: string;
  /** `tenant`: without the open changes. */
  readonly as?: 'tenant';
}

/** A single permission that is asked about. */
export interface Need {
  readonly resourceType: string;
  readonly action: PermissionAction;
}

/** Takes from an address what the explorer knows; never fails. */
export function readAccessSearch(raw: Readonly<Record<string, unknown>>): AccessSearch {
  const text = (name: string, most: number): string | undefined => {
    const value = raw[name];
    return typeof value === 'string' && value !== '' && value.length <= most ? value : undefined;
  };
  const tab = accessTabs.find((each) => each === raw['tab']);
  const s = text('s', 500);
  const at = text('at', 120);
  const need = text('need', 240);
  return {
    ...(tab === undefined || tab === 'can' ? {} : { tab }),
    ...(s === undefined || subjectOfText(s) === null ? {} : { s }),
    ...(at === undefined || scopeOfText(at) === null ? {} : { at }),
    ...(need === undefined || needOfText(need) === null ? {} : { need }),
    ...(raw['as'] === 'tenant' ? { as: 'tenant' as const } : {}),
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
  readonly scope: ScopeRef | null;
  readonly need: Need | null;
  readonly as: 'tenant' | 'with-changes';
}

/** See {@link AccessQuestion}. */
export function questionOf(search: AccessSearch): AccessQuestion {
  return {
    subject: search.s === undefined ? null : subjectOfText(search.s),
    scope: search.at === undefined ? null : scopeOfText(search.at),
    need: search.need === undefined ? null : needOfText(search.need),
    as: search.as ?? 'with-changes',
  };
}
