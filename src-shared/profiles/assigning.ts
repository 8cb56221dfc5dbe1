/**
 * Why projects and departments of 2.13 are shown and not assigned here (domain R40, R41): tenant-api §3.8 names the path of
 * one such call and the shape of none, and a guess would overwrite who is assigned.
 */
export const whyNotAssignHere =
  'Run:ai 2.13 publishes no call that assigns projects or departments, so this is done in the tenant’s own console: by an Editor, or for projects also by a Department Administrator.';
