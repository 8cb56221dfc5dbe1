/** Words of the tenant that have a better form for people. Everything else is shown as it came (invariant I20). */
const words: Readonly<Record<string, string>> = {
  local: 'Local',
  sso: 'SSO',
  unknown: 'Unknown',
  'pre-authorised': 'Pre-authorised',
  'pre-authorized': 'Pre-authorised',
  'user deleted': 'User deleted',
  user: 'User',
  group: 'Group',
  'service-account': 'Service account',
  app: 'Service account',
  'all-authenticated-users': 'Everyone signed in',
  predefined: 'Predefined',
  custom: 'Custom',
  system: 'System',
  tenant: 'Tenant',
  cluster: 'Cluster',
  department: 'Department',
  project: 'Project',
  enabled: 'Enabled',
  disabled: 'Disabled',
  true: 'Yes',
  false: 'No',
  NotReady: 'Not ready',
  new: 'New',
  changed: 'Changed',
  removed: 'Removed',
  conflict: 'Conflict',
  administrator: 'Administrator',
  manager: 'Manager',
  worker: 'Worker',
  viewer: 'Viewer',
  dormant: 'Dormant: role switched off',
  'orphaned: role': 'Orphaned: role gone',
  'orphaned: scope': 'Orphaned: place gone',
  'orphaned: subject': 'Orphaned: subject gone',
};

/** The word to show for a value of a choice column. */
export function valueWords(value: string): string {
  return words[value] ?? value;
}
