import { beforeAll, expect, test } from 'vitest';
import { canLines, cellOf } from '../../../../src-renderer/features/access-explorer/can-lines.ts';
import {
  placeWords,
  rowOf,
  stateWords,
} from '../../../../src-renderer/features/access-explorer/path-words.ts';
import { whoSummary } from '../../../../src-renderer/features/access-explorer/who-words.ts';
import type { SubjectAccess, WhoCan } from '../../../../src-shared/ipc/access-contract.ts';
import { createFakeAccess } from '../../support/fake-access.ts';
import { createFakeFacts } from '../../support/fake-facts.ts';

const facts = createFakeFacts(1, 40);
const api = createFakeAccess(facts, () => ({ facts, marks: new Map() }));
const rule = facts.rules.find(
  ({ subjectType, scopeType }) => subjectType === 'user' && scopeType === 'project',
);
let access: SubjectAccess;

beforeAll(async () => {
  const answer = await api.subject({ subject: { type: 'user', id: rule?.subjectId ?? '' } });
  if (!answer.ok) throw new Error(answer.error.message);
  access = answer.data;
});

test('a line for each resource type under its group, a face for each action', () => {
  const lines = canLines(access, { typed: '', onlyGranted: false, open: null });
  const types = lines.filter(({ kind }) => kind === 'type');
  expect(types).toHaveLength(access.rows.length);
  expect(types.every(({ faces }) => faces.map(({ letter }) => letter).join('') === 'CRUD')).toBe(true);
  expect(lines.filter(({ kind }) => kind === 'group').every(({ faces }) => faces.length === 0)).toBe(true);
});

test('what is not granted is left out on demand, and a cell opens its paths', () => {
  const lines = canLines(access, { typed: '', onlyGranted: true, open: null });
  const granted = lines.flatMap((line) =>
    line.faces.flatMap((face, index) => (face.look === 'none' ? [] : [{ line, index, face }])),
  );
  expect(granted.length).toBeGreaterThan(0);
  for (const { line, index, face } of granted) {
    const action = ['create', 'read', 'update', 'delete'][index] ?? '';
    const cell = cellOf(access, { resourceType: line.key, action });
    expect(cell?.paths.length).toBeGreaterThan(0);
    expect(face.words).toContain(`${cell?.paths.length} path`);
    expect(cell?.label).toBe(face.label);
  }
  const [first] = granted;
  const open = first === undefined ? '' : `create ${first.line.key}`;
  const opened = canLines(access, { typed: '', onlyGranted: true, open });
  expect(opened.flatMap(({ faces }) => faces).filter(({ expanded }) => expanded === true)).toHaveLength(1);
});

test('a cell that the grid does not have opens nothing', () => {
  expect(cellOf(access, { resourceType: 'quantum', action: 'read' })).toBeNull();
});

test('places, states and rows in words', () => {
  const place = { type: 'project', id: '1', name: 'cats', path: ['oslo', 'vision'], known: true };
  expect(placeWords(place)).toBe('project cats in oslo › vision');
  expect(placeWords({ ...place, known: false })).toBe('project cats (not there any more)');
  expect(placeWords({ ...place, type: 'tenant' })).toBe('all clusters, present and future');
  expect(stateWords('part', true)).toBe('on some of it');
  expect(stateWords('part', false)).toBe('in some places');
  expect(rowOf({ ...access.subject, recordId: null })).toBeNull();
  expect(rowOf({ ...access.subject, kind: 'group', recordId: 'g' })?.to).toBe('/groups');
});

test('who can, in one sentence', () => {
  const answer: WhoCan = {
    resourceType: 'project',
    displayName: 'Projects',
    action: 'delete',
    place: null,
    total: 3,
    rows: [],
    counts: {
      users: 2,
      groups: 1,
      serviceAccounts: 0,
      others: 0,
      whole: 1,
      part: 1,
      dormant: 1,
      administrators: 1,
      breakGlass: 1,
      paths: 5,
    },
    roles: [],
    asOf: null,
  };
  expect(whoSummary(answer)).toBe(
    '3 subjects can delete Projects: 2 users, 1 group; 1 only in part, 1 without effect, 1 administrator (1 break-glass). 5 paths.',
  );
  expect(whoSummary({ ...answer, total: 0 })).toBe('Nobody can delete Projects.');
});
