const administratorNames = new Set(['system administrator', 'administrator', 'admin']);
const researcherNames = /(^|\s)researcher$|^ai practitioner$/i;
const overseers = /(administrator|manager|researcher|practitioner)$/i;

/** Whether a role of this name may do everything (tenant-api §3.5; the seed's `Administrator`). Ids are not portable. */
export function isSystemAdministrator(roleName: string): boolean {
  return administratorNames.has(roleName.trim().toLowerCase());
}

/** Roles that submit workloads and are inert without a project: Researcher, L1 and L2 researcher, AI practitioner. */
export function isResearcherLike(roleName: string): boolean {
  return researcherNames.test(roleName.trim());
}

/** Roles whose last holder is missed on a department or project (V26). */
export function isMissedWhenGone(roleName: string): boolean {
  return overseers.test(roleName.trim());
}

/** Whether a role of this name works in departments and is inert without one (V13, V16). */
export function isDepartmentAdministrator(roleName: string): boolean {
  return roleName.trim().toLowerCase() === 'department administrator';
}
