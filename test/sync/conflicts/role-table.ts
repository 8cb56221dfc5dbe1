/** What the admin does with a role here. */
export const roleLocals = [
  'create',
  'give a permission',
  'change the words',
  'rename',
  'switch off',
  'delete',
] as const;
export type RoleLocal = (typeof roleLocals)[number];

/** What happens at the tenant between the admin's look and the sending. */
export const roleRemotes = [
  'name taken',
  'same permission',
  'other permission',
  'words',
  'renamed',
  'switched off',
  'deleted',
  'right lost',
] as const;
export type RoleRemote = (typeof roleRemotes)[number];

/** How a change of a role ends: the `how` of its result, or the kind of its conflict. */
export type RoleEnd =
  | 'done'
  | 'merged'
  | 'already'
  | 'found'
  | 'name-taken'
  | 'role-gone'
  | 'changed-since'
  | 'right-lost';

/** Without conditional writes: reply ok, reply lost; with conditional writes: reply ok, reply lost. */
type Ends = readonly [RoleEnd, RoleEnd, RoleEnd, RoleEnd];

const all = (end: RoleEnd): Ends => [end, end, end, end];
/** Nothing is in the way of a call that can be read back. */
const freely: Ends = ['done', 'found', 'done', 'found'];
/** What others changed stays beside it; after a refusal that was lost it is sent again. */
const together: Ends = ['merged', 'found', 'merged', 'merged'];

/**
 * The conflict table of roles, beside that of reliability §3.4: 6 × 8 × 2 × 2 cells. The role is Desk, with one permission
 * set; renaming, and the new role, want the name Lobby. `same permission`: somebody else gives it more of the very resource type
 * that we give; everything else is about other parts of the role. The rest is as in the other table.
 */
export const expectedOfRoles: Readonly<Record<RoleLocal, Readonly<Record<RoleRemote, Ends>>>> = {
  create: {
    'name taken': all('name-taken'),
    'same permission': freely,
    'other permission': freely,
    words: freely,
    renamed: freely,
    'switched off': freely,
    deleted: freely,
    'right lost': all('right-lost'),
  },
  'give a permission': {
    'name taken': freely,
    'same permission': all('changed-since'),
    'other permission': together,
    words: together,
    renamed: together,
    'switched off': ['done', 'found', 'done', 'done'],
    deleted: all('role-gone'),
    'right lost': all('right-lost'),
  },
  'change the words': {
    'name taken': freely,
    'same permission': together,
    'other permission': together,
    words: all('changed-since'),
    renamed: together,
    'switched off': ['done', 'found', 'done', 'done'],
    deleted: all('role-gone'),
    'right lost': all('right-lost'),
  },
  rename: {
    'name taken': all('name-taken'),
    'same permission': together,
    'other permission': together,
    words: together,
    renamed: all('changed-since'),
    'switched off': ['done', 'found', 'done', 'done'],
    deleted: all('role-gone'),
    'right lost': all('right-lost'),
  },
  'switch off': {
    'name taken': freely,
    'same permission': together,
    'other permission': together,
    words: together,
    renamed: together,
    'switched off': ['already', 'already', 'already', 'found'],
    deleted: all('role-gone'),
    'right lost': all('right-lost'),
  },
  delete: {
    'name taken': freely,
    'same permission': all('changed-since'),
    'other permission': all('changed-since'),
    words: all('changed-since'),
    renamed: all('changed-since'),
    'switched off': all('changed-since'),
    deleted: ['already', 'already', 'already', 'found'],
    'right lost': all('right-lost'),
  },
};

/** One cell of the table. */
export interface RoleCell {
  readonly local: RoleLocal;
  readonly remote: RoleRemote;
  readonly conditional: boolean;
  readonly lost: boolean;
  readonly end: RoleEnd;
}

/** All 192 of them. */
export const roleCells: readonly RoleCell[] = roleLocals.flatMap((local) =>
  roleRemotes.flatMap((remote) =>
    expectedOfRoles[local][remote].map((end, column) => ({
      local,
      remote,
      conditional: column >= 2,
      lost: column % 2 === 1,
      end,
    })),
  ),
);

/** A cell's name in a report. */
export const roleCellName = ({ local, remote, conditional, lost }: RoleCell): string =>
  `role: ${local} | ${remote} | ${conditional ? 'conditional writes' : 'plain writes'} | reply ${lost ? 'lost' : 'ok'}`;
