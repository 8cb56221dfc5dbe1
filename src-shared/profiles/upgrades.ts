/** What an upgrade does to one role: what it may do on entities from then on, as far as that changes, and what else. */
export interface UpgradedRole {
  /** Its name before. */
  readonly role: string;
  /** Other texts by which the older version calls it. */
  readonly aliases: readonly string[];
  /** Its name afterwards; null where it is no longer there. */
  readonly becomes: string | null;
  /** Cells before and afterwards, as printed, of entities on which something changes. */
  readonly cells: readonly { readonly entity: string; readonly before: string; readonly after: string }[];
  /** What its holders get or lose beside the cells, e.g. where the role counts. */
  readonly gains: readonly string[];
  readonly losses: readonly string[];
  readonly notes: readonly string[];
}

/** A step between versions. */
export interface Upgrade {
  readonly from: string;
  readonly to: string;
  readonly roles: readonly UpgradedRole[];
}

const all = 'CRUD';
const change = (entity: string, before: string, after: string = all) => ({ entity, before, after });
const plain = { aliases: [], cells: [], gains: [], losses: [], notes: [] } as const;

const legacy = (role: string): UpgradedRole => ({
  ...plain,
  role,
  becomes: role,
  notes: ['Counts as a legacy role from then on; AI practitioner is meant to take its place.'],
});

/** What the vendor tells of upgrades, and no more than that (domain §2.1, V55). Oldest first; each begins where the last ends. */
export const upgrades: readonly Upgrade[] = [
  {
    from: '2.13',
    to: '2.15',
    roles: [
      {
        ...plain,
        role: 'Administrator',
        aliases: ['Admin', 'admin'],
        becomes: 'System administrator',
        cells: [
          change('Assign Users/Groups/Apps to Organizations', 'R'),
          change('Departments', 'R'),
          change('Projects', 'R'),
          change('Jobs', 'R'),
          change('Deployments', 'R'),
          change('Workspaces', 'R'),
        ],
        notes: ['May do everything from then on.'],
      },
      {
        ...plain,
        role: 'Department Administrator',
        aliases: ['Dep. Admin', 'department_admin'],
        becomes: 'Department administrator',
        cells: [change('Jobs', 'R'), change('Workspaces', 'R')],
        notes: ['Has these rights so that it can give the role of a researcher.'],
      },
      {
        ...plain,
        role: 'Editor',
        aliases: ['editor'],
        becomes: 'Editor',
        notes: ['Keeps the places it had; new rules may give it on fewer.'],
      },
      {
        ...plain,
        role: 'Research Manager',
        aliases: ['research_manager'],
        becomes: 'Research manager',
        losses: ['Projects that are made after the upgrade'],
        notes: ['Keeps every project there is on that day, one rule each (V17).'],
      },
      {
        ...plain,
        role: 'Researcher',
        aliases: ['researcher'],
        becomes: 'L1 researcher',
        notes: [
          'Which role takes its place is not published; L1 researcher is the nearest. Look at the rules after the upgrade.',
        ],
      },
      {
        ...plain,
        role: 'ML Engineer',
        aliases: ['ML Eng.', 'ml_engineer'],
        becomes: 'ML engineer',
      },
      { ...plain, role: 'Viewer', aliases: ['viewer'], becomes: 'Viewer' },
    ],
  },
  {
    from: '2.15',
    to: '2.24',
    roles: [legacy('L1 researcher'), legacy('L2 researcher'), legacy('ML engineer')],
  },
];
