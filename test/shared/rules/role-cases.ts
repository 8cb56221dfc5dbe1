import { keysOf } from '../../../src-shared/access/permission-keys.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import {
  checkRoleDraft,
  checkRoleLosses,
  checkRoleUse,
  type RoleContext,
} from '../../../src-shared/rules/role-rules.ts';
import { permissionsIn, roleWith } from '../../builders/role-facts.ts';
import type { RuleCase } from './rule-cases.ts';

const admin = roleWith(1, 'System administrator', 'users CRUD, nodes R');
const desk = roleWith(9, 'Desk', 'users R', { custom: true });
const context: RoleContext = {
  self: null,
  roles: [admin, desk],
  whyNot: null,
  single: { keys: new Set(), whyNot: 'Sets only.' },
  unknownSets: [],
};

const draft =
  (
    text: string,
    more: { readonly name?: string; readonly description?: string } = {},
    of: Partial<RoleContext> = {},
  ) =>
  (): readonly Finding[] =>
    checkRoleDraft(
      { name: 'Front', description: 'First contact', permissions: keysOf(permissionsIn(text)), ...more },
      { ...context, ...of },
    );

const used = { id: 9, name: 'Desk', custom: true, uses: ['bob@example.com on project cats'] };

const of = (
  rule: string,
  about: string,
  expected: RuleCase['expected'],
  findings: RuleCase['findings'],
): RuleCase => ({ rule, about, expected, findings });

/** Cases of the rules about roles. */
export const roleCases: readonly RuleCase[] = [
  of('V43', 'a whole role', null, draft('users R')),
  of('V43', 'a role keeps its own name', null, draft('users R', { name: 'Desk' }, { self: desk })),
  of('V43', 'no name', 'block', draft('users R', { name: ' ' })),
  of('V43', 'a name that is too long', 'block', draft('users R', { name: 'x'.repeat(256) })),
  of('V43', 'a name that is taken', 'block', draft('users R', { name: 'Desk' })),
  of('V43', 'a name that differs in case only', 'warn', draft('users R', { name: 'desk' })),
  of('V43', 'no description', 'block', draft('users R', { description: '' })),
  of('V43', 'no permission', 'block', draft('')),
  of('V43', 'a version without custom roles', 'block', draft('users R', {}, { whyNot: 'Since 2.24.' })),
  of('V43', 'a predefined role', 'block', draft('users R', {}, { self: admin })),
  of('V43', 'a set that is gone', 'block', draft('users R', {}, { unknownSets: ['x'] })),
  of(
    'V43',
    'a single permission where sets are wanted',
    'block',
    draft('users R', {}, { single: { keys: new Set(['read users']), whyNot: 'Sets only.' } }),
  ),
  of('V44', 'create with read', null, draft('users CR')),
  of('V44', 'create without read', 'warn', draft('users CU')),
  of('V44', 'as much as an administrator', 'warn', draft('users CRUD, nodes R')),
  of('V44', 'more than an administrator', 'warn', draft('users CRUD, nodes CRUD')),
  of('V44', 'a little less than an administrator', null, draft('users CRUD')),
  of('V45', 'deleting a role that nobody holds', null, () => checkRoleUse({ ...used, uses: [] }, 'delete')),
  of('V45', 'deleting a role in use', 'block', () => checkRoleUse(used, 'delete')),
  of('V45', 'deleting a predefined role', 'block', () =>
    checkRoleUse({ ...used, custom: false, uses: [] }, 'delete'),
  ),
  of('V45', 'switching off a role in use', 'warn', () => checkRoleUse(used, 'disable')),
  of('V45', 'switching off what administrators hold', 'block', () =>
    checkRoleUse({ ...used, name: admin.name }, 'disable'),
  ),
  of('V45', 'switching on', null, () => checkRoleUse(used, 'enable')),
  of('V54', 'a change that takes something from holders', 'warn', () =>
    checkRoleLosses({ holders: 4, names: ['a', 'b', 'c', 'd'], self: false }),
  ),
  of('V54', 'a change that takes nothing', null, () =>
    checkRoleLosses({ holders: 0, names: [], self: false }),
  ),
  of('V22', 'a change that takes something from oneself', 'warn', () =>
    checkRoleLosses({ holders: 1, names: ['me'], self: true }),
  ),
];
