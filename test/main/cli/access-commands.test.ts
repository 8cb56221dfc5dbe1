import { describe, expect, it } from 'vitest';
import { explanationSchema } from '../../../src-shared/ipc/access-why-contract.ts';
import { subjectAccessSchema, whoCanSchema } from '../../../src-shared/ipc/access-contract.ts';
import { cliBench } from '../../builders/cli-bench.ts';
import { aRole, aRule } from '../../builders/facts.ts';

const allowing = (id: number, name: string, actions: string[]) => ({
  ...aRole(id, name),
  permissions: [{ resourceType: 'project', displayName: 'Projects', group: 'organization', actions }],
});
const administrator = allowing(1, 'System administrator', ['create', 'read', 'update', 'delete']);
const viewer = allowing(7, 'Viewer', ['read']);
const bench = () =>
  cliBench({
    roles: [administrator, viewer],
    rules: [
      aRule(1, 'root@example.com', administrator, { type: 'tenant', id: '7', name: 'Acme' }),
      aRule(2, 'bob@example.com', viewer, { type: 'project', id: 'p-cats', name: 'cats' }),
      {
        ...aRule(3, 'vision', viewer, { type: 'department', id: 'd-vision', name: 'vision' }),
        subjectType: 'group',
      },
    ],
  });

describe('rolebook access', () => {
  it('shows what somebody can do, with the ways', async () => {
    const end = await bench().run('access', 'show', 'eve@example.com');
    expect(end.code).toBe(0);
    expect(end.out).toMatch(/Projects +· r · · +organization/);
    expect(end.out).toContain('Viewer ← group vision ← department vision');
    expect(end.err).toContain('small: in part');
    const json = await bench().run('--json', 'access', 'show', 'eve@example.com');
    expect(subjectAccessSchema.parse(JSON.parse(json.out)).paths).toHaveLength(1);
    const narrow = await bench().run('access', 'show', 'group:vision', '--scope', 'project:cats');
    expect(narrow.out).toMatch(/Projects +· R · · /);
  });

  it('lists who can do something, ranked and counted', async () => {
    const end = await bench().run('access', 'who-can', 'view', 'projects', '--scope', 'project:cats');
    expect(end.code).toBe(0);
    const names = [...end.out.matchAll(/^ ?\d+ +(\S+)/gm)].map(([, name]) => name);
    expect(names).toEqual(['root@example.com', 'eve@example.com', 'vision', 'bob@example.com']);
    expect(end.err).toContain('4 in all: 3 users, 1 group, 0 service accounts');
    const json = await bench().run('--json', 'access', 'who-can', 'delete', 'project');
    expect(whoCanSchema.parse(JSON.parse(json.out)).rows).toMatchObject([
      { subject: { label: 'root@example.com' }, breakGlass: true },
    ]);
    const csv = await bench().run('--format', 'csv', 'access', 'who-can', 'read', 'project', '--whole');
    expect(csv.out.trim().split(/\r?\n/)).toHaveLength(2);
  });

  it('explains why, and why not', async () => {
    const end = await bench().run(
      'access',
      'explain',
      'bob@example.com',
      'delete',
      'project',
      '--scope',
      'project:cats',
    );
    expect(end.code).toBe(0);
    expect(end.out).toContain(
      'bob@example.com cannot delete Projects on project cats: Viewer on project cats does not allow to delete Projects.',
    );
    expect(end.out).toContain('Give System administrator on project cats.');
    const json = await bench().run('--json', 'access', 'explain', 'root@example.com', 'delete', 'project');
    expect(explanationSchema.parse(JSON.parse(json.out)).state).toBe('whole');
  });

  it('tells two apart, and how to make the one like the other', async () => {
    const end = await bench().run('access', 'diff', 'bob@example.com', 'eve@example.com');
    expect(end.code).toBe(0);
    expect(end.out).toMatch(/eve@example\.com +\+ read Projects on department vision but project cats/);
    const other = await bench().run('access', 'diff', 'eve@example.com', 'bob@example.com');
    expect(other.out).toContain('Viewer@department:a/vision');
  });

  it.each([
    [['access', 'show', 'nobody@example.com'], 'Neither the tenant nor an access rule knows'],
    [['access', 'who-can', 'eat', 'project'], 'is no action'],
    [['access', 'who-can', 'read', 'cake'], 'There is no resource type'],
    [['access', 'who-can', 'read', 'project', '--scope', 'project:nowhere'], 'There is no project'],
  ])('answers 2 to %j', async (args, words) => {
    const end = await bench().run(...args);
    expect(end).toMatchObject({ code: 2, out: '' });
    expect(end.err).toContain(words);
  });

  it('exports what everybody can do', async () => {
    const end = await bench().run('--format', 'csv', 'access', 'matrix');
    expect(end.code).toBe(0);
    const lines = end.out.trim().split(/\r?\n/);
    expect(lines.find((line) => line.startsWith('root@'))).toContain('CRUD');
    expect(lines.find((line) => line.startsWith('eve@'))).toContain('·r··');
    expect(lines.find((line) => line.startsWith('ada@'))).toContain('····');
  });

  it('lists what is left to do', async () => {
    const end = await bench().run('access', 'follow-ups');
    expect(end.code).toBe(0);
  });
});
