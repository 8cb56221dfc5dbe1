import { resourceTypeWords } from './resource-types.ts';
import type { RoleMatrix } from './role-matrix.ts';

const resourceTypes = [
  'users',
  'groups',
  'apps',
  'roles',
  'access_rules',
  'settings',
  'events-history',
  'cluster',
  'department',
  'project',
] as const;

/** One line for each predefined role: what it may do with each of the resource types above. */
const lines: readonly (readonly [role: string, cells: string])[] = [
  ['System administrator', 'CRUD CRUD CRUD R CRUD CRUD R CRUD CRUD CRUD'],
  ['Editor', 'R R R R CRUD - - R CRUD CRUD'],
  ['Research manager', '- - - R CRUD - - R R CRUD'],
  ['L1 researcher', '- - - - - - - R - R'],
  ['ML engineer', '- - - - - - - R R R'],
  ['Viewer', '- - - - - - - R R R'],
  ['L2 researcher', '- - - - - - - R - R'],
  ['Environment administrator', '- - - - - - - R R R'],
  ['Data source administrator', '- - - - - - - R R R'],
  ['Compute resource administrator', '- - - - - - - R R R'],
  ['Template administrator', '- - - - - - - R R R'],
  ['Department viewer', '- - - - - - - R R R'],
  ['Credentials administrator', '- - - - - - - R R R'],
  ['Application administrator', 'R R R R CRUD - R R CRUD CRUD'],
  ['Cloud support', 'R - - R R R R R R R'],
  ['Department administrator', 'R R R R CRUD - - R R CRUD'],
  ['Cloud operator', 'R - CRUD - R CRUD R CRUD - -'],
  ['Data volume administrator', '- - - - - - - R R R'],
];

const table = lines.map(([name, cells]) => ({ name, cells: cells.split(' ') }));

/**
 * The predefined roles of 2.20 and what they may do with the identity and the organization of a tenant, from what a
 * tenant of that line answered (tenant-api §3.5). What they may do with workloads and their building blocks is not known.
 */
export const matrix220: RoleMatrix = {
  version: '2.20',
  alsoFor: ['2.19'],
  roles: table.map(({ name }) => ({
    id: name.toLowerCase().replaceAll(' ', '-'),
    name,
    column: name,
    legacyKey: null,
    requires: [],
  })),
  entities: resourceTypes.map((id, at) => {
    const { name, group } = resourceTypeWords(id);
    return { id, name, group, cells: table.map(({ cells }) => cells[at] ?? '-') };
  }),
  notes: [
    {
      id: 'T1',
      text: 'Only the part about identity and organization is known of this version; workloads and their building blocks are not in the table.',
      entities: [],
      roles: [],
    },
  ],
};
