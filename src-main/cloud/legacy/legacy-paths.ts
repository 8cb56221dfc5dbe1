/** Where 2.13 keeps things. */
export const legacyPaths = {
  users: '/v1/k8s/users',
  groups: '/v1/k8s/groups',
  apps: '/v1/k8s/apps',
  clusters: '/v1/k8s/clusters',
} as const;
