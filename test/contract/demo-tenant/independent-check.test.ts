import { expect, test } from 'vitest';
import { createIndependentCheck } from './independent-check.ts';

const USER = {
  id: '1',
  username: 'a@example.com',
  createdBy: '',
  createdAt: null,
  updatedAt: null,
  lastLogin: '2026-01-01T00:00:00.5Z',
  isLocal: true,
};
const RULE = {
  id: 1,
  subjectId: 'a@example.com',
  subjectType: 'user',
  roleId: 1,
  roleName: 'Viewer',
  scopeId: '1',
  scopeType: 'tenant',
  scopeName: 'T',
  tenantId: 1,
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
  createdBy: '',
};
const JSON_TYPE = 'application/json; charset=utf-8';

const check = createIndependentCheck();

test.each([
  ['getUser', 200, JSON_TYPE, USER, undefined],
  ['getUser', 200, JSON_TYPE, { ...USER, shoeSize: 44 }, 'additional properties'],
  ['getUser', 200, JSON_TYPE, { ...USER, id: undefined }, "required property 'id'"],
  ['getUser', 200, JSON_TYPE, { ...USER, lastLogin: 'yesterday' }, 'date-time'],
  ['getUser', 200, 'text/html', USER, 'content type'],
  ['getUser', 418, JSON_TYPE, USER, 'not declared'],
  ['getUser', 429, JSON_TYPE, { code: 429, message: '' }, undefined],
  ['getUser', 404, JSON_TYPE, { message: 'no code' }, "required property 'code'"],
  ['deleteUser', 204, null, '', undefined],
  ['deleteUser', 204, JSON_TYPE, {}, 'where none belongs'],
  ['getAccessRule', 200, JSON_TYPE, { ...RULE, scopePath: 'T' }, undefined],
  ['getAccessRule', 200, JSON_TYPE, { ...RULE, colour: 'red' }, 'additional properties'],
  ['getAccessRule', 200, JSON_TYPE, { ...RULE, subjectType: 'robot' }, 'allowed values'],
])('the check itself: %s %i', (id, status, type, body, fault) => {
  const operation = check.operations.find((op) => op.id === id);
  if (operation === undefined) throw new Error(id);
  const found = check.faultOf(operation, status, type, body === '' ? '' : JSON.stringify(body));
  if (fault === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(fault);
});
