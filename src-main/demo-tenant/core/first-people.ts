import type { UserRecord } from './generated-users.ts';
import { DAY, HOUR, type Millis } from './instant.ts';
import { uuidOf } from './mixing.ts';

/** Roles of the people tests and people sign in as, beside the generated crowd. */
export interface FirstPerson {
  key:
    | 'administrator'
    | 'secondAdministrator'
    | 'departmentAdministrator'
    | 'editor'
    | 'viewer'
    | 'newcomer'
    | 'auditor'
    | 'formerAdministrator'
    | 'manyGroups';
  record: UserRecord;
}

const PEOPLE: readonly [
  key: FirstPerson['key'],
  username: string,
  first: string,
  last: string,
  local: boolean,
  groups: string[],
][] = [
  ['administrator', 'admin@example.com', 'Ada', 'Portal-Admin', true, []],
  [
    'secondAdministrator',
    'ines.portal-admin@example.com',
    'Ines',
    'Portal-Admin',
    false,
    ['ml-platform', 'leads'],
  ],
  ['departmentAdministrator', 'department.admin@example.com', 'Dana', 'Department-Admin', true, []],
  ['editor', 'editor@example.com', 'Edda', 'Editor', true, []],
  ['viewer', 'viewer@example.com', 'Vito', 'Viewer', true, []],
  ['newcomer', 'newcomer@example.com', 'Nova', 'Newcomer', true, []],
  ['auditor', 'audit@example.org', 'Aurel', 'Auditor', true, []],
  ['formerAdministrator', 'former.admin@example.org', 'Fenja', 'Former-Admin', true, []],
  [
    'manyGroups',
    'max.many-groups@example.com',
    'Max',
    'Many-Groups',
    false,
    [
      'Research',
      'research-vision',
      'gpu-power-users',
      'Équipe Lyon',
      'CN=gpu-users,OU=Groups,DC=example,DC=com',
    ],
  ],
];

/** Number of users made by hand. */
export const FIRST_PEOPLE_COUNT = PEOPLE.length;

/** The users made by hand, with moments around `anchor` and `now`. */
export function firstPeople(seed: number, anchor: Millis, now: Millis): FirstPerson[] {
  return PEOPLE.map(([key, username, firstName, lastName, isLocal, groups], i) => {
    const created = anchor - (760 - i * 6) * DAY + i * 3_723_456;
    const never = key === 'newcomer';
    const dormant = key === 'formerAdministrator';
    return {
      key,
      record: {
        id: uuidOf(seed ^ 0xf1, i),
        username,
        createdBy: i === 0 || !isLocal ? '' : 'admin@example.com',
        createdAt: key === 'formerAdministrator' ? null : never ? anchor - 2 * DAY : created,
        updatedAt: never ? anchor - 2 * DAY : created + DAY,
        lastLogin: never ? null : dormant ? anchor - 400 * DAY : now - (i + 1) * 5 * HOUR - i * 61_234,
        isLocal,
        groups: isLocal ? null : groups,
        firstName,
        lastName,
      },
    };
  });
}
