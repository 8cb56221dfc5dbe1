import { expect, test } from 'vitest';
import {
  rolesText,
  unfitToChange,
  unfitToCompare,
  unfitToEdit,
} from '../../../../src-renderer/features/roles/role-target.ts';
import type { Role } from '../../../../src-shared/domain/role.ts';

const role = (name: string, custom: boolean): Role => ({
  id: 1,
  name,
  custom,
  description: '',
  permissions: [],
  permissionSets: [],
  enabled: true,
  createdBy: '',
  createdAt: null,
  updatedAt: null,
});
const viewer = role('Viewer', false);
const desk = role('Onboarding desk', true);

test('what comes with the product is left alone, with the reason', () => {
  expect(unfitToEdit([viewer])).toBe(
    'Viewer comes with the product and cannot be changed. Clone it instead.',
  );
  expect(unfitToEdit([desk])).toBeNull();
  expect(unfitToEdit([desk, desk])).toBe('One role at a time can be edited.');
  expect(unfitToChange([viewer])).toBe('Roles that come with the product cannot be switched off or deleted.');
  expect(unfitToChange([viewer, desk])).toBe(
    '1 role of these comes with the product. Select custom roles only.',
  );
  expect(unfitToChange([desk])).toBeNull();
});

test('comparing takes two, and not more than fit', () => {
  expect(unfitToCompare(1, 12)).toBe('Select two or more roles to compare them.');
  expect(unfitToCompare(2, 12)).toBeNull();
  expect(unfitToCompare(13, 12)).toBe('At most 12 roles fit beside each other.');
  expect(rolesText([viewer])).toBe('role Viewer');
  expect(rolesText([viewer, desk])).toBe('2 roles');
});
