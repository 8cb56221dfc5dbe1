import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { findMatrix, matrixVersions } from '../../../src-shared/profiles/find-matrix.ts';
import { matrix213 } from '../../../src-shared/profiles/matrix-2-13.ts';
import { cellsOf, readCell } from '../../../src-shared/profiles/role-matrix.ts';

const printed = z
  .object({
    roles: z.array(
      z.object({ id: z.string(), legacyApiKey: z.string(), label: z.string(), column: z.string() }),
    ),
    entities: z.array(z.object({ id: z.string(), label: z.string(), group: z.string() })),
    cells: z.record(
      z.string(),
      z.record(
        z.string(),
        z.object({
          actions: z.array(z.string()),
          scopeNote: z.string().optional(),
          notApplicable: z.boolean().optional(),
        }),
      ),
    ),
    rawTable: z.object({ header: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  })
  .parse(JSON.parse(readFileSync(new URL('../../fixtures/permission-matrix.json', import.meta.url), 'utf8')));

const cells = cellsOf(matrix213);
const letterOf = (action: string): string => action.charAt(0).toUpperCase();

describe('the matrix of 2.13', () => {
  it('has the roles and entities of the page, in its order and under its names', () => {
    expect(matrix213.roles.map(({ id, name, column, legacyKey }) => [id, name, column, legacyKey])).toEqual(
      printed.roles.map(({ id, label, column, legacyApiKey }) => [id, label, column, legacyApiKey]),
    );
    expect(matrix213.entities.map(({ id, name, group }) => [id, name, group])).toEqual(
      printed.entities.map(({ id, label, group }) => [id, label, group]),
    );
  });

  it('is the table letter by letter, notes in brackets and all', () => {
    expect([
      ['Managed Entity / Roles', ...matrix213.roles.map(({ column }) => column)],
      ...matrix213.entities.map(({ name, cells: texts }) => [name, ...texts]),
    ]).toEqual([printed.rawTable.header, ...printed.rawTable.rows]);
    expect(cells).toHaveLength(19 * 7);
  });

  it.each(cells.map((cell) => [`${cell.entity} of ${cell.role}`, cell] as const))(
    'reads %s as the file has it',
    (_name, cell) => {
      const expected = printed.cells[cell.entity]?.[cell.role];
      expect(cell.actions.map(letterOf)).toEqual(expected?.actions);
      expect(cell.scopeNote).toBe(expected?.scopeNote ?? null);
      expect(cell.cell === 'N/A').toBe(expected?.notApplicable ?? false);
    },
  );

  it('counts permissions as the domain page does (§1.2)', () => {
    const count = (role: string): number =>
      cells.filter((cell) => cell.role === role).reduce((sum, { actions }) => sum + actions.length, 0);
    expect(matrix213.roles.map(({ id }) => count(id))).toEqual([43, 34, 36, 21, 27, 11, 9]);
  });
});

describe('the notes O1 to O22', () => {
  it('are all there, each in words, on entities and roles that exist', () => {
    expect(matrix213.notes.map(({ id }) => id)).toEqual(
      Array.from({ length: 22 }, (_, at) => `O${String(at + 1)}`),
    );
    const entities = new Set(matrix213.entities.map(({ id }) => id));
    const roles = new Set(matrix213.roles.map(({ id }) => id));
    for (const note of matrix213.notes) {
      expect(note.text.length, note.id).toBeGreaterThan(60);
      expect(
        note.entities.every((id) => entities.has(id)),
        note.id,
      ).toBe(true);
      expect(
        note.roles.every((id) => roles.has(id)),
        note.id,
      ).toBe(true);
    }
  });

  it.each([
    ['role-assignment', 'department-administrator', ['O2', 'O10', 'O11']],
    ['role-assignment', 'viewer', ['O12']],
    ['clusters', 'research-manager', ['O9', 'O12']],
    ['clusters', 'department-administrator', ['O8', 'O12']],
    ['jobs', 'research-manager', ['O4']],
    ['environments', 'researcher', ['O19']],
    ['deployments', 'administrator', ['O18']],
    ['projects', 'viewer', []],
  ])('stand on the cells they are about: %s of %s', (entity, role, ids) => {
    expect(cells.find((cell) => cell.entity === entity && cell.role === role)?.notes).toEqual(ids);
  });
});

describe('findMatrix', () => {
  it('knows the versions that have a table, oldest first, and no other', () => {
    expect(matrixVersions).toEqual(['2.10', '2.11', '2.12', '2.13', '2.19', '2.20']);
    expect(findMatrix('2.10')).toBe(matrix213);
    expect(findMatrix('2.9')).toBeNull();
    expect(findMatrix('3.0')).toBeNull();
  });

  it('has every cell of each table, as letters, a dash or N/A', () => {
    for (const version of matrixVersions) {
      const matrix = findMatrix(version);
      for (const { name, cells: texts } of matrix?.entities ?? []) {
        expect(texts, name).toHaveLength(matrix?.roles.length ?? -1);
        for (const text of texts) expect(text, `${version} ${name}`).toMatch(/^([CRUD]+( \(.+\))?|N\/A|-)$/);
      }
    }
  });

  it('knows who may make users in 2.20', () => {
    const found = findMatrix('2.20');
    const makers =
      found === null
        ? []
        : cellsOf(found).filter(({ entity, actions }) => entity === 'users' && actions.includes('create'));
    expect(makers.map(({ role }) => role)).toEqual(['system-administrator']);
  });
});

describe('readCell', () => {
  it.each([
    ['CRUD', ['create', 'read', 'update', 'delete'], null],
    ['R (Projects, Departments)', ['read'], 'Projects, Departments'],
    ['N/A', [], null],
    ['-', [], null],
    ['', [], null],
  ])('%s', (text, actions, scopeNote) => {
    expect(readCell(text)).toEqual({ actions, scopeNote });
  });
});
