/** What the admin does here. */
export const locals = ['create', 'edit same field', 'edit other field', 'delete', 'role change'] as const;
export type Local = (typeof locals)[number];

/** What happens at the tenant between the admin's look and the sending. */
export const remotes = [
  'create',
  'edit same field',
  'edit other field',
  'delete',
  'role change',
  'e-mail taken',
  'parent gone',
  'right lost',
] as const;
export type Remote = (typeof remotes)[number];

/**
 * How a change ends: `done`, `merged`, `already`, `found` (the `how` of its result), or the kind of its conflict.
 */
export type End =
  | 'done'
  | 'merged'
  | 'already'
  | 'found'
  | 'email-taken'
  | 'password-not-received'
  | 'service-account-gone'
  | 'changed-since'
  | 'subject-gone'
  | 'scope-gone'
  | 'right-lost';

/** Without conditional writes: reply ok, reply lost; with conditional writes: reply ok, reply lost. */
type Ends = readonly [End, End, End, End];

const all = (end: End): Ends => [end, end, end, end];
/** Nothing is in the way of a call that can be read back. */
const freely: Ends = ['done', 'found', 'done', 'found'];
/** Nothing is in the way of a call whose reply holds the only copy of a secret. */
const secretly: Ends = ['done', 'password-not-received', 'done', 'password-not-received'];

/**
 * The conflict table (reliability §3.4): 5 × 8 × 2 × 2 cells. What the words mean here:
 *
 * - create: a user. Users have no parent; editing or deleting somebody else is no business of a new one.
 * - edit same field: a service account is disabled; remote: it is disabled by somebody else. Another field: it signs in.
 * - edit other field: its secret is rotated; remote: somebody else rotates it, which nobody can see. Another field: it is
 *   disabled.
 * - delete: a user with a rule. Same field: its groups; another: its last sign-in; parent: the project of its rule.
 * - role change: a new rule in place of an old one (V39). Same field: somebody else removed the old one; another: the user
 *   signs in; role change: the user gets a further rule; parent: the project.
 *
 * Without conditional writes the other admin acts before we look; with them, between our look and our call, and the tenant
 * answers 412 where the thing is another than we read. A reply can be lost only where something is sent at all.
 */
export const expected: Readonly<Record<Local, Readonly<Record<Remote, Ends>>>> = {
  create: {
    create: all('email-taken'),
    'edit same field': secretly,
    'edit other field': secretly,
    delete: secretly,
    'role change': secretly,
    'e-mail taken': all('email-taken'),
    'parent gone': secretly,
    'right lost': all('right-lost'),
  },
  'edit same field': {
    create: freely,
    'edit same field': ['already', 'already', 'already', 'found'],
    'edit other field': ['merged', 'found', 'merged', 'merged'],
    delete: all('service-account-gone'),
    'role change': freely,
    'e-mail taken': freely,
    'parent gone': freely,
    'right lost': all('right-lost'),
  },
  'edit other field': {
    create: secretly,
    'edit same field': secretly,
    'edit other field': ['changed-since', 'changed-since', 'changed-since', 'password-not-received'],
    delete: ['service-account-gone', 'service-account-gone', 'service-account-gone', 'password-not-received'],
    'role change': secretly,
    'e-mail taken': secretly,
    'parent gone': secretly,
    'right lost': ['right-lost', 'password-not-received', 'right-lost', 'password-not-received'],
  },
  delete: {
    create: ['already', 'already', 'already', 'found'],
    'edit same field': all('changed-since'),
    'edit other field': ['merged', 'found', 'merged', 'merged'],
    delete: ['already', 'already', 'already', 'found'],
    'role change': all('changed-since'),
    'e-mail taken': all('changed-since'),
    'parent gone': ['merged', 'found', 'merged', 'merged'],
    'right lost': all('right-lost'),
  },
  'role change': {
    create: ['already', 'found', 'already', 'found'],
    'edit same field': all('changed-since'),
    'edit other field': ['done', 'found', 'done', 'done'],
    delete: all('subject-gone'),
    'role change': ['done', 'found', 'done', 'done'],
    'e-mail taken': all('subject-gone'),
    'parent gone': all('scope-gone'),
    'right lost': all('right-lost'),
  },
};

/** One cell of the table. */
export interface Cell {
  readonly local: Local;
  readonly remote: Remote;
  readonly conditional: boolean;
  readonly lost: boolean;
  readonly end: End;
}

/** All 160 of them. */
export const cells: readonly Cell[] = locals.flatMap((local) =>
  remotes.flatMap((remote) =>
    expected[local][remote].map((end, column) => ({
      local,
      remote,
      conditional: column >= 2,
      lost: column % 2 === 1,
      end,
    })),
  ),
);

/** A cell's name in a report. */
export const cellName = ({ local, remote, conditional, lost }: Cell): string =>
  `${local} | ${remote} | ${conditional ? 'conditional writes' : 'plain writes'} | reply ${lost ? 'lost' : 'ok'}`;
