import { nowhere } from '../../../src-shared/access/gates.ts';
import type {
  AccessPath,
  AccessPlace,
  AccessState,
  AccessSubject,
} from '../../../src-shared/ipc/access-contract.ts';

const placeTypes: Readonly<Record<string, string>> = {
  cluster: 'cluster',
  department: 'department',
  project: 'project',
};

/** A place in words: "project cats in oslo › vision", "all clusters", "no cluster". */
export function placeWords(place: AccessPlace): string {
  if (place.type === 'tenant') return 'all clusters, present and future';
  if (place.type === 'system') return 'the whole platform';
  if (place.type === nowhere) return 'no cluster';
  const within = place.path.length === 0 ? '' : ` in ${place.path.join(' › ')}`;
  return `${placeTypes[place.type] ?? place.type} ${place.name}${place.known ? within : ' (not there any more)'}`;
}

/** How a rule reaches the subject. */
export function viaWords(path: Pick<AccessPath, 'via' | 'group'>): string {
  if (path.via === 'direct') return 'directly';
  return path.via === 'group' ? `through group ${path.group ?? ''}` : 'as everyone who signs in';
}

/** Whether a path is in force. */
export function inForce(path: Pick<AccessPath, 'gates'>): boolean {
  return path.gates.length === 0;
}

/** A state in words, of the place that was asked about; without one it is about all there is. */
export function stateWords(state: AccessState, somewhere: boolean): string {
  switch (state) {
    case 'whole':
      return somewhere ? 'on all of it' : 'everywhere';
    case 'part':
      return somewhere ? 'on some of it' : 'in some places';
    case 'dormant':
      return 'granted, and without effect';
    case 'none':
      return 'not granted';
  }
}

const kinds: Readonly<Record<AccessSubject['kind'], string>> = {
  local: 'Local user',
  sso: 'SSO user',
  'pre-authorised': 'Pre-authorised: rules wait for the first sign-in',
  'user deleted': 'User deleted: rules still name the e-mail',
  unknown: 'Known from access rules only',
  group: 'Group',
  'service-account': 'Service account',
  everyone: 'Everyone who signs in',
  other: 'Subject of a kind that Rolebook does not know',
};

/** What a subject is. */
export function kindWords(kind: AccessSubject['kind']): string {
  return kinds[kind];
}

/** Where a subject's row is; null where it has none. */
export function rowOf(
  subject: AccessSubject,
): { readonly to: string; readonly search: Record<string, string> } | null {
  if (subject.recordId === null) return null;
  if (subject.kind === 'group') return { to: '/groups', search: { open: subject.recordId } };
  if (subject.kind === 'service-account')
    return { to: '/service-accounts', search: { open: subject.recordId } };
  return { to: '/users', search: { tab: 'all', open: subject.recordId } };
}
