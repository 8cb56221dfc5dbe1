import { describe, expect, it } from 'vitest';
import { assignmentsFromWire } from '../../../src-shared/wire/assignment-wire.ts';
import { gatesFromRoles } from '../../../src-shared/wire/legacy-gates.ts';

describe('who is assigned on 2.13', () => {
  it('is read of projects and departments, one for each subject', () => {
    const projects = [
      {
        id: 7,
        name: 'cats',
        permissions: { users: ['ada@example.com'], groups: ['g'], applications: ['ci'], more: 1 },
      },
      { id: '8', name: 'dogs', permissions: { users: null } },
    ];
    const departments = [
      { id: 1, departmentAdmins: { users: ['dan@example.com'] } },
      { id: 2, departmentAdmins: ['eve@example.com', 5, ''] },
    ];
    expect(assignmentsFromWire(projects, departments)).toEqual({
      projects: [
        { unitId: '7', subject: { type: 'user', id: 'ada@example.com' } },
        { unitId: '7', subject: { type: 'group', id: 'g' } },
        { unitId: '7', subject: { type: 'service-account', id: 'ci' } },
      ],
      departments: [
        { unitId: '1', subject: { type: 'user', id: 'dan@example.com' } },
        { unitId: '2', subject: { type: 'user', id: 'eve@example.com' } },
      ],
    });
  });

  it('is not known where no unit says anything, or what it says is something else', () => {
    const none = assignmentsFromWire([{ id: 1, name: 'a' }], [{ id: 1, departmentAdmins: 7 }]);
    expect(none).toEqual({ projects: null, departments: null });
    expect(assignmentsFromWire([null, { id: 1, permissions: {} }], [])).toEqual({
      projects: [],
      departments: [],
    });
  });
});

it('what a tenant of 2.13 says of departments and the module is kept with the roles that need them', () => {
  expect(gatesFromRoles([{ id: 1 }, { departmentsInUse: false }, { inferenceModule: true }])).toEqual({
    departments: false,
    inference: true,
  });
  expect(gatesFromRoles([null, { departmentsInUse: null }, { inferenceModule: 'yes' }])).toEqual({
    departments: null,
    inference: null,
  });
});
