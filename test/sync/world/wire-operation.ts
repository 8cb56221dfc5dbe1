/** What a request asks of the tenant, as faults and coverage tell requests apart. */
export const wireOperations = [
  'token',
  'rights',
  'probe',
  'count',
  'page-users',
  'page-rules',
  'page-other',
  'find-user',
  'read-user',
  'rules-of',
  'read-rule',
  'list-accounts',
  'create-user',
  'delete-user',
  'reset-password',
  'create-rule',
  'delete-rule',
  'create-account',
  'enable-account',
  'rotate-account',
  'delete-account',
  'history',
  'read-role',
  'create-role',
  'change-role',
  'switch-role',
  'delete-role',
  'other',
] as const;

/** Those about one role. */
export const roleOperations: ReadonlySet<WireOperation> = new Set([
  'read-role',
  'create-role',
  'change-role',
  'switch-role',
  'delete-role',
]);

/** One of {@link wireOperations}. */
export type WireOperation = (typeof wireOperations)[number];

/** Operations that change something at the tenant. */
export const writes: ReadonlySet<WireOperation> = new Set([
  'create-user',
  'delete-user',
  'reset-password',
  'create-rule',
  'delete-rule',
  'create-account',
  'enable-account',
  'rotate-account',
  'delete-account',
  'create-role',
  'change-role',
  'switch-role',
  'delete-role',
]);

const table: readonly (readonly [method: string, path: RegExp, operation: WireOperation])[] = [
  ['POST', /^\/api\/v[12]\/token$/, 'token'],
  ['POST', /^\/auth\/realms\/[^/]+\/protocol\/openid-connect\/token$/, 'token'],
  ['GET', /^\/api\/v1\/authorization\/permissions$/, 'rights'],
  ['GET', /\/count$/, 'count'],
  ['POST', /^\/api\/v1\/users$/, 'create-user'],
  ['GET', /^\/api\/v1\/users\/[^/]+$/, 'read-user'],
  ['DELETE', /^\/api\/v1\/users\/[^/]+$/, 'delete-user'],
  ['POST', /^\/api\/v1\/users\/[^/]+\/password$/, 'reset-password'],
  ['POST', /^\/api\/v1\/authorization\/access-rules(\/batch-create)?$/, 'create-rule'],
  ['GET', /^\/api\/v1\/authorization\/access-rules\/\d+$/, 'read-rule'],
  ['DELETE', /^\/api\/v1\/authorization\/access-rules\/\d+$/, 'delete-rule'],
  ['GET', /^\/api\/v1\/(?:service-accounts|apps)/, 'list-accounts'],
  ['POST', /^\/api\/v1\/(?:service-accounts|apps)$/, 'create-account'],
  ['PATCH', /^\/api\/v1\/(?:service-accounts|apps)\/[^/]+$/, 'enable-account'],
  ['POST', /^\/api\/v1\/(?:service-accounts|apps)\/[^/]+\/secret$/, 'rotate-account'],
  ['DELETE', /^\/api\/v1\/(?:service-accounts|apps)\/[^/]+$/, 'delete-account'],
  ['GET', /^\/api\/v2\/authorization\/roles\/\d+$/, 'read-role'],
  ['POST', /^\/api\/v2\/authorization\/roles$/, 'create-role'],
  ['PUT', /^\/api\/v2\/authorization\/roles\/\d+$/, 'change-role'],
  ['POST', /^\/api\/v2\/authorization\/roles\/\d+\/(en|dis)able$/, 'switch-role'],
  ['DELETE', /^\/api\/v2\/authorization\/roles\/\d+$/, 'delete-role'],
  ['GET', /^\/api\/v1\/audit\//, 'history'],
  ['GET', /^\/api\/v1\/authorization\/me\//, 'rights'],
];

/** What a request is. */
export function wireOperationOf(method: string, url: URL): WireOperation {
  const { pathname, searchParams } = url;
  // Up to 2.18 the list comes whole.
  if (method === 'GET' && pathname === '/api/v1/users')
    return searchParams.has('offset') || searchParams.size === 0 ? 'page-users' : 'find-user';
  if (method === 'GET' && pathname === '/api/v1/authorization/access-rules')
    return searchParams.has('filterBy') &&
      searchParams.getAll('filterBy').some((one) => one.includes('subjectId'))
      ? 'rules-of'
      : 'page-rules';
  if (method === 'GET' && /^\/api\/v\d\/authorization\/roles$/.test(pathname))
    return searchParams.has('offset') ? 'page-other' : 'probe';
  const known = table.find(([verb, path]) => verb === method && path.test(pathname));
  if (known !== undefined) return known[2];
  return method === 'GET' ? 'page-other' : 'other';
}
