import { isDepartmentAdministrator, isResearcherLike } from './role-kinds.ts';
import type { PlaceTree } from './place-tree.ts';

/**
 * Why what was granted is not in force (domain §4.3): a gated grant is dormant, not absent. In the order of their bits.
 * All but `no-project` and `no-department` are the tenant's own: it gives nothing. Those two are about the place: the tenant
 * would say yes, and there is nothing there to do it on (V12, V13).
 */
export const gateKinds = [
  'subject-unseen',
  'account-disabled',
  'role-gone',
  'role-disabled',
  'scope-gone',
  'rule-leaving',
  'version',
  'module-missing',
  'departments-off',
  'cluster-not-permitted',
  'no-project',
  'no-department',
  'project-not-assigned',
  'department-not-assigned',
  'no-cluster',
] as const;

/** One of {@link gateKinds}. */
export type GateKind = (typeof gateKinds)[number];

/** Gates as a set of bits; 0 = in force. */
export type GateBits = number;

/** The bit of a gate. */
export const gateBit = (kind: GateKind): GateBits => 1 << gateKinds.indexOf(kind);

/** Gates that are about the place and not the tenant's own. */
export const placeGates: GateBits = gateBit('no-project') | gateBit('no-department');

/** The gates in a set. */
export const gatesIn = (bits: GateBits): GateKind[] =>
  gateKinds.filter((kind) => (bits & gateBit(kind)) !== 0);

/** What is known about the tenant that gates roles; null where it is not known, and then nothing is gated by it. */
export interface TenantGates {
  /** Of the product as a number, e.g. 213 for 2.13. */
  readonly version: number | null;
  /** Whether the Inference module is installed (V15). */
  readonly inference: boolean | null;
  /** Whether departments are switched on (V13). */
  readonly departments: boolean | null;
}

/** Nothing is known: nothing is gated. */
export const noTenantGates: TenantGates = { version: null, inference: null, departments: null };

/** The version from which there are department administrators (V16). */
const departmentAdministratorsSince = 210;

/** The version from which everything is given by access rules; before, projects and departments are assigned beside (R40). */
const accessRulesSince = 214;

/** Whether a version assigns projects and departments beside the role. */
export const assignsBesideRules = ({ version }: TenantGates): boolean =>
  version !== null && version < accessRulesSince;

const isMlEngineer = (name: string): boolean => name.trim().toLowerCase() === 'ml engineer';

/** Gates that a role is under wherever it is given. `role` null: rules name it, and the tenant does not have it. */
export function gatesOfRole(
  role: { readonly name: string; readonly enabled: boolean } | null,
  tenant: TenantGates,
): GateBits {
  if (role === null) return gateBit('role-gone');
  let bits = 0;
  if (tenant.inference === false && isMlEngineer(role.name)) bits |= gateBit('module-missing');
  if (isDepartmentAdministrator(role.name)) {
    if (tenant.departments === false) bits |= gateBit('departments-off');
    if (tenant.version !== null && tenant.version < departmentAdministratorsSince) bits |= gateBit('version');
  }
  // Where the tenant says why a role is off, that is the reason to give, and not that it is off.
  return bits === 0 && !role.enabled ? gateBit('role-disabled') : bits;
}

/** Gates that a role is under at a place (V12, V13); `place` is -1 where the scope is not there any more. */
export function gatesAtPlace(roleName: string, place: number, places: PlaceTree): GateBits {
  if (place < 0) return gateBit('scope-gone');
  if (isResearcherLike(roleName) && !places.holds(place, 'project')) return gateBit('no-project');
  if (isDepartmentAdministrator(roleName) && !places.touches(place, 'department'))
    return gateBit('no-department');
  return 0;
}

/** What the scope of a role without any cluster is called (2.13, the choice _None_). */
export const nowhere = 'none';

/** A role without any cluster is not one whose cluster is gone: there was none (V14). */
export const gatesNowhere: GateBits = gateBit('no-cluster');

/**
 * A gate in one sentence for the user. `roleName` and `placeName` are those of the rule; null: it holds in no cluster.
 * `userDeleted`: whoever it names was here and was deleted.
 */
export function gateSentence(
  kind: GateKind,
  words: { readonly roleName: string; readonly placeName: string | null; readonly userDeleted?: boolean },
): string {
  const { roleName } = words;
  const placeName = words.placeName ?? 'no cluster';
  const assigned = words.placeName === null ? 'none is' : `nothing more in ${placeName} is`;
  switch (kind) {
    case 'subject-unseen':
      return words.userDeleted === true
        ? 'The user was deleted: it counts again for whoever signs in with the e-mail.'
        : 'Not signed in yet: it comes into force at the first sign-in.';
    case 'account-disabled':
      return 'The service account is disabled, so it cannot sign in.';
    case 'role-gone':
      return `The role ${roleName} is not there any more.`;
    case 'role-disabled':
      return `The role ${roleName} is switched off.`;
    case 'scope-gone':
      return `${placeName} is not there any more.`;
    case 'rule-leaving':
      return 'The tenant is removing this access rule.';
    case 'version':
      return `${roleName} is there from version 2.10 on.`;
    case 'module-missing':
      return `${roleName} needs the Inference module, which is not installed.`;
    case 'departments-off':
      return `${roleName} needs departments, which are switched off.`;
    case 'cluster-not-permitted':
      return `${placeName} lies in a cluster that is not permitted.`;
    case 'no-project':
      return `${roleName} works in projects, and there is none in ${placeName} yet.`;
    case 'no-department':
      return `${roleName} works in departments, and there is none in ${placeName} yet.`;
    case 'project-not-assigned':
      return `${roleName} counts only in projects that are assigned, and ${assigned}.`;
    case 'department-not-assigned':
      return `${roleName} counts only in departments that are assigned, and ${assigned}.`;
    case 'no-cluster':
      return `${roleName} holds in no cluster: none is permitted.`;
    default:
      return kind satisfies never;
  }
}
