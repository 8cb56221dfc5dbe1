/** Product versions the demo tenant can be. */
export type ProfileName = '3.0' | '2.24' | '2.22' | '2.18' | '2.13';

/** What a product version has and lacks, as data (tenant-api §1; `x-since` and `x-removed-in` of the document do the rest). */
export interface Profile {
  name: ProfileName;
  /** Comparable form: 2.24 is 224, 3.0 is 300. */
  version: number;
  /** Users have firstName and lastName. */
  userNames: boolean;
  /** Grants of `/api/v2/token`. */
  tokenV2Grants: readonly string[];
  /** Grants of `/api/v1/token`. */
  tokenV1Grants: readonly string[];
  /** Subject types a rule may be created for. */
  subjectTypes: readonly string[];
  /** Replies of the rule list may hold the subject type all-authenticated-users. */
  allAuthenticatedUsers: boolean;
  /** The rule list still knows the filters deprecated in 2.17. */
  oldRuleFilters: boolean;
  /** Users are filtered, sorted and paged (2.19); before that the list comes whole. */
  usersPaged: boolean;
  /** Users and rules can be searched (2.20). */
  search: boolean;
  /** Rules say whether the cluster has applied them (2.22). */
  ruleStatus: boolean;
  /** A new user can be mailed (2.23). */
  notify: boolean;
  /** Roles say whether they are custom and in force (2.21). */
  roleStates: boolean;
  /** There are custom roles and permission sets (2.24). */
  customRoles: boolean;
  /** Roles and clusters stand on users, groups and applications; there are no access rules (2.13 and older). */
  legacy: boolean;
  /** What guards service accounts. */
  clientResource: 'service-account' | 'apps';
  /** What guards single sign-on and sign-in settings. */
  signInResource: 'security-settings' | 'settings';
}

/** Comparable form of a product version such as `2.24` or `<=2.17`; `undefined` when there is none. */
export function versionNumber(text: string | undefined): number | undefined {
  const match = /(\d+)\.(\d+)/.exec(text ?? '');
  return match === null ? undefined : Number(match[1]) * 100 + Number(match[2]);
}

const newest = {
  userNames: true,
  tokenV2Grants: ['client_credentials', 'password', 'refresh_token', 'external_token_exchange'],
  tokenV1Grants: ['client_credentials', 'password', 'refresh_token', 'external_token_exchange'],
  subjectTypes: ['user', 'group', 'app', 'service-account'],
  allAuthenticatedUsers: true,
  oldRuleFilters: false,
  usersPaged: true,
  search: true,
  ruleStatus: true,
  notify: true,
  roleStates: true,
  customRoles: true,
  legacy: false,
  clientResource: 'service-account',
  signInResource: 'security-settings',
} as const satisfies Omit<Profile, 'name' | 'version'>;

const v224 = {
  ...newest,
  userNames: false,
  tokenV2Grants: ['client_credentials', 'password', 'refresh_token'],
  tokenV1Grants: ['app_token', 'client_credentials', 'password', 'refresh_token', 'external_token_exchange'],
  allAuthenticatedUsers: false,
  oldRuleFilters: true,
} as const satisfies Omit<Profile, 'name' | 'version'>;

const v222 = {
  ...v224,
  tokenV2Grants: [],
  subjectTypes: ['user', 'group', 'app'],
  notify: false,
  customRoles: false,
  clientResource: 'apps',
} as const satisfies Omit<Profile, 'name' | 'version'>;

const v218 = {
  ...v222,
  tokenV1Grants: ['app_token', 'password', 'refresh_token'],
  usersPaged: false,
  search: false,
  ruleStatus: false,
  roleStates: false,
  signInResource: 'settings',
} as const satisfies Omit<Profile, 'name' | 'version'>;

const PROFILES: Record<ProfileName, Omit<Profile, 'name' | 'version'>> = {
  '3.0': newest,
  '2.24': v224,
  '2.22': v222,
  '2.18': v218,
  '2.13': { ...v218, tokenV1Grants: [], legacy: true },
};

/** Every profile there is, newest first. */
export const PROFILE_NAMES: readonly ProfileName[] = ['3.0', '2.24', '2.22', '2.18', '2.13'];

/** Looks a profile up; throws an `Error` with a text for people on an unknown name. */
export function profileNamed(name: string): Profile {
  const found = PROFILE_NAMES.find((known) => known === name);
  if (found === undefined) throw new Error(`No profile ${name}. There are: ${PROFILE_NAMES.join(', ')}`);
  return { name: found, version: versionNumber(found) ?? 0, ...PROFILES[found] };
}
