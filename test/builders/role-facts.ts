import fc from 'fast-check';
import type { Permission, Role } from '../../src-shared/domain/role.ts';
import { resourceTypeWords } from '../../src-shared/profiles/resource-types.ts';
import { aRole } from './facts.ts';

const letters: Readonly<Record<string, string>> = { C: 'create', R: 'read', U: 'update', D: 'delete' };

/** Permissions from short text: `projects CRU, nodes R`. */
export function permissionsIn(text: string): Permission[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [resourceType = '', cell = ''] = part.split(' ');
      const { name, group } = resourceTypeWords(resourceType);
      return {
        resourceType,
        displayName: name,
        group,
        actions: [...cell].map((letter) => letters[letter] ?? letter),
      };
    });
}

/** A role with permissions from short text. */
export function roleWith(id: number, name: string, text: string, more: Partial<Role> = {}): Role {
  return { ...aRole(id, name), permissions: permissionsIn(text), ...more };
}

const types = ['users', 'roles', 'project', 'nodes', 'weather-balloons'];

/** Any small role: of five resource types, one of which nobody knows, each in any combination of actions. */
export const anyPermissions: fc.Arbitrary<Permission[]> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...types), fc.subarray(['create', 'read', 'update', 'delete'])), {
    maxLength: 5,
    selector: ([type]) => type,
  })
  .map((pairs) =>
    pairs.map(([resourceType, actions]) => {
      const { name, group } = resourceTypeWords(resourceType);
      return { resourceType, displayName: name, group, actions };
    }),
  );

/** A handful of roles with numbers from 1. */
export const anyRoles = (most: number): fc.Arbitrary<Role[]> =>
  fc
    .array(anyPermissions, { minLength: 1, maxLength: most })
    .map((all) => all.map((permissions, at) => ({ ...aRole(at + 1, `role ${at + 1}`), permissions })));
