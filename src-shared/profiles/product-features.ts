import type { ProductLine } from '../domain/tenant.ts';
import { type ProductRelease, releaseText } from './product-release.ts';

/** Words for people for every line of the product that can be told apart. */
export const productTexts: Readonly<Record<ProductLine, string>> = {
  '3.0': 'Run:ai 3.0',
  '2.24': 'Run:ai 2.24 to 2.26',
  '2.22': 'Run:ai 2.19 to 2.23',
  '2.18': 'Run:ai 2.15 to 2.18',
  '2.13': 'Run:ai 2.13 or older',
};

/** Something that not every version of the product has. */
interface FeatureFacts {
  /** Begins the sentence that says why not. */
  readonly what: string;
  readonly lines: readonly ProductLine[];
  /** When it came, in words. */
  readonly since: string;
  /** Where a version says more of it than when it came. */
  readonly lacks?: Partial<Readonly<Record<ProductLine, string>>>;
}

/**
 * What each version of the product has (tenant-api §1), as data: services, terminal and window ask here, never a version
 * number of their own.
 */
const productFeatures = {
  userNames: { what: 'First and last names of users', lines: ['3.0'], since: 'Run:ai 3.0' },
  notifyByMail: {
    what: 'Mail from the tenant',
    lines: ['3.0', '2.24'],
    since: 'Run:ai 2.23',
    lacks: {
      '2.22':
        'Mail from the tenant came with Run:ai 2.23, and this tenant may be older (Run:ai 2.19 to 2.23): asked for in vain, nobody would get a password.',
    },
  },
  batchCreateRules: {
    what: 'Creating rules in one go',
    lines: ['3.0', '2.24', '2.22'],
    since: 'Run:ai 2.22',
  },
  batchDeleteRules: {
    what: 'Deleting rules in one go',
    lines: ['3.0', '2.24', '2.22'],
    since: 'Run:ai 2.21',
  },
  customRoles: { what: 'Making roles of one’s own', lines: ['3.0', '2.24'], since: 'Run:ai 2.24' },
  permissionSets: { what: 'Permission sets', lines: ['3.0', '2.24'], since: 'Run:ai 2.24' },
  accessRules: {
    what: 'Access rules of their own',
    lines: ['3.0', '2.24', '2.22', '2.18'],
    since: 'Run:ai 2.14',
    lacks: {
      '2.13':
        'On Run:ai 2.13 or older roles and clusters stand on users, groups and applications: each role holds in each of the clusters.',
    },
  },
  passwordReset: {
    what: 'Setting a new password for a user',
    lines: ['3.0', '2.24', '2.22', '2.18'],
    since: 'Run:ai 2.18',
  },
  rolePermissions: {
    what: 'Single permissions in a role',
    lines: [],
    since: 'no version that is known',
    lacks: {
      '3.0': 'Run:ai 3.0 makes roles of permission sets and takes no single permissions.',
      '2.24': 'Run:ai 2.24 to 2.26 makes roles of permission sets and takes no single permissions.',
    },
  },
  signOutUser: {
    what: 'Signing users out',
    lines: ['3.0', '2.24', '2.22', '2.18'],
    since: 'Run:ai 2.18',
  },
  identityProviders: {
    what: 'The list of identity providers',
    lines: ['3.0', '2.24', '2.22'],
    since: 'Run:ai 2.21',
  },
  ownRules: {
    what: 'The list of the caller’s own access rules',
    lines: ['3.0', '2.24', '2.22'],
    since: 'Run:ai 2.21',
  },
  /** Null then means that nobody signed in; on 2.13 it may mean that nothing is told. */
  signInTimes: {
    what: 'Telling when somebody signed in last',
    lines: ['3.0', '2.24', '2.22', '2.18'],
    since: 'Run:ai 2.17',
  },
  accessKeys: { what: 'Access keys of users', lines: ['3.0', '2.24'], since: 'Run:ai 2.24' },
  changeFeed: {
    what: 'Asking only for what changed',
    lines: ['3.0', '2.24', '2.22'],
    since: 'Run:ai 2.19',
  },
} as const satisfies Readonly<Record<string, FeatureFacts>>;

/** One thing that not every version has. */
export type ProductFeature = keyof typeof productFeatures;

/** Which of them a version has. */
export type ProductFeatures = Readonly<Record<ProductFeature, boolean>>;

/** In which version of the line 2.19 to 2.23 something came, where that line has it in part. */
const withinLine: Partial<Readonly<Record<ProductFeature, number>>> = {
  identityProviders: 221,
  ownRules: 221,
  batchDeleteRules: 221,
  batchCreateRules: 222,
  notifyByMail: 223,
};

/**
 * Why a version lacks something, in words for the user; null where it has it. `release` tells the versions of the line 2.19
 * to 2.23 apart, as far as that is known.
 */
export function whyLacking(
  feature: ProductFeature,
  line: ProductLine,
  release: ProductRelease | null = null,
): string | null {
  const facts: FeatureFacts = productFeatures[feature];
  const came = line === '2.22' && release !== null ? (withinLine[feature] ?? null) : null;
  const runs = release === null || line !== '2.22' ? productTexts[line] : releaseText(release);
  const cameWith = `${facts.what} came with ${facts.since}; this tenant runs ${runs}.`;
  if (came !== null && release !== null) {
    if (release.from >= came) return null;
    if (release.to < came) return cameWith;
  }
  if (facts.lines.includes(line)) return null;
  return facts.lacks?.[line] ?? cameWith;
}

/** What a version has. */
export function featuresOf(line: ProductLine, release: ProductRelease | null = null): ProductFeatures {
  const has = (feature: ProductFeature): boolean => whyLacking(feature, line, release) === null;
  return {
    userNames: has('userNames'),
    notifyByMail: has('notifyByMail'),
    batchCreateRules: has('batchCreateRules'),
    batchDeleteRules: has('batchDeleteRules'),
    customRoles: has('customRoles'),
    permissionSets: has('permissionSets'),
    accessRules: has('accessRules'),
    passwordReset: has('passwordReset'),
    rolePermissions: has('rolePermissions'),
    signOutUser: has('signOutUser'),
    identityProviders: has('identityProviders'),
    ownRules: has('ownRules'),
    signInTimes: has('signInTimes'),
    accessKeys: has('accessKeys'),
    changeFeed: has('changeFeed'),
  };
}
