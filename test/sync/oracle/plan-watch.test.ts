import { expect, test } from 'vitest';
import { planRows } from '../../../src-main/services/changes/export-plan.ts';
import type { PlanFile } from '../../../src-shared/changes/plan-file.ts';
import type { Edit } from '../../../src-shared/domain/change.ts';
import { bookRow } from '../../builders/book-row.ts';
import { resultOf } from '../../../src-main/sync/push/outcome.ts';
import type { BookRow } from './ledger-book.ts';
import { type CarriedPlan, createPlanWatch, type PlanDisk } from './plan-watch.ts';
import { createVerdict } from './violation.ts';

const reset: Edit = { kind: 'user.reset-password', userId: 'bob', email: 'bob@example.com' };
const ofBob = { fields: { email: 'bob@example.com', isLocal: true }, asOf: null };
const tenant = { origin: 'https://tenant-a.example.com' };

const waits = (id: string, more: Partial<BookRow> = {}): BookRow =>
  bookRow(id, { edit: reset, base: ofBob, ...more });

function diskOf(...rows: readonly BookRow[]): PlanDisk {
  return {
    binding: 'one',
    tenant,
    book: { rows: new Map(rows.map((row) => [row.id, row])), keyOf: (edit) => JSON.stringify(edit) },
  };
}

/** A plan of what waited on a disk. */
function planOf(disk: PlanDisk): CarriedPlan {
  const rows = [...disk.book.rows.values()];
  const names = new Map<string, string>();
  const changes = rows.map((row) => ({
    ...row,
    groupTitle: 'A set',
    acknowledged: [],
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    error: null,
    dependsOn: [],
  }));
  const file: PlanFile = {
    format: 'rolebook-plan',
    version: 3,
    exportedAt: '2026-01-01T00:00:00.000Z',
    exportedBy: 'root@example.com',
    tenant: { url: tenant.origin, label: 'A', tenantId: '7', isDemo: false },
    rows: planRows(changes, { pathOf: () => null, find: () => null }, names),
  };
  return { path: '/stick/plan-1.json', text: JSON.stringify(file), from: disk, open: rows };
}

/** Takes a plan over on a disk, as the rows given, and says what is wrong with that. */
function watching() {
  const verdict = createVerdict(
    () => 0,
    () => {},
  );
  const met: string[] = [];
  const watch = createPlanWatch(verdict, (what) => met.push(what));
  return {
    met,
    watch,
    takes(disk: PlanDisk, plan: CarriedPlan, ...made: readonly BookRow[]): void {
      const began = watch.begins(disk);
      const ids = made.map(({ id }) => id);
      for (const row of made) disk.book.rows.set(row.id, row);
      watch.added(disk, ids);
      watch.imported(disk, plan, { outcome: 'done', path: plan.path, rows: made.length, refused: [] }, began);
      watch.ends(disk);
    },
    said: (): string | null =>
      verdict.violation === null ? null : `${verdict.violation.invariant} ${verdict.violation.message}`,
  };
}

/** The same for one import of one waiting change. */
function said(made: BookRow, ...here: readonly BookRow[]): string | null {
  const world = watching();
  world.takes(diskOf(...here), planOf(diskOf(waits('x'))), made);
  return world.said();
}

test('a row that is taken over as it was meant is counted, and again when it went through', () => {
  const world = watching();
  world.takes(diskOf(), planOf(diskOf(waits('x'))), waits('x@1'));
  world.watch.done({ id: 'x@1' });
  world.watch.done({ id: 'x@1' });
  expect(world.said()).toBeNull();
  expect(world.met).toEqual(['row taken over', 'row gone through']);
});

test('a row is one of the changes that waited where it was exported, and asks for the same', () => {
  const world = watching();
  world.takes(diskOf(), { ...planOf(diskOf(waits('x'))), open: [waits('y')] }, waits('x@1'));
  expect(world.said()).toMatch(/I17 .*none of the changes that waited/);
  expect(said(waits('x@1', { edit: { ...reset, email: 'ada@example.com' } }))).toMatch(/I17 .*it was "/);
});

test('a row is about the very one, as it was seen', () => {
  expect(said(waits('x@1', { edit: { ...reset, userId: 'bob-anew' } }))).toMatch(/I7 .*it meant bob/);
  const base = { ...ofBob, fields: { ...ofBob.fields, isLocal: false } };
  expect(said(waits('x@1', { base }))).toMatch(/I7 .*isLocal is not what those saw/);
});

test.each(['pending', 'sending', 'unknown', 'conflict', 'blocked', 'rejected', 'done'] as const)(
  'nothing is taken over beside what is %s here and was exported itself',
  (state) => {
    expect(said(waits('x@1'), waits('x', { state }))).toMatch(/I2 .*comes of x as this does/);
    expect(said(waits('x@1'), waits('x', { state: 'cancelled' }), waits('x~2', { state }))).toMatch(/I2/);
  },
);

test('nor beside what took its place, but again where it was taken back', () => {
  const madeWay = { for: ['other'], was: 'conflict' as const };
  const gone = waits('x', { state: 'cancelled', result: resultOf('replaced', { madeWay }) });
  expect(said(waits('x@1'), gone, waits('other', { state: 'done' }))).toMatch(/I2 .*other is done/);
  expect(said(waits('x@1'), waits('x', { state: 'cancelled' }))).toBeNull();
});

test('nor beside what was taken over before, and handed on', () => {
  const world = watching();
  const [first, second] = [diskOf(waits('x')), diskOf()];
  world.takes(second, planOf(first), waits('x@1'));
  const onward = planOf(second);
  const third = diskOf();
  world.takes(third, onward, waits('x@2'));
  expect(world.said()).toBeNull();
  third.book.rows.set('x@2', waits('x@2', { state: 'done' }));
  world.takes(third, onward, waits('x@3'));
  expect(world.said()).toMatch(/I2 .*x@2 is done here/);
});

test('nothing is taken over beside another change that asks for the same', () => {
  expect(said(waits('x@1'), waits('y'))).toMatch(/I2 .*y asks for/);
  expect(said(waits('x@1'), waits('y', { state: 'conflict' }))).toBeNull();
});

test('what is said to be taken over is there, all of it', () => {
  const world = watching();
  world.takes(diskOf(), planOf(diskOf(waits('x'))));
  expect(world.said()).toMatch(/I1 of 1 rows .* 0 were taken over and 0 refused/);
  const other = watching();
  const disk = diskOf();
  const began = other.watch.begins(disk);
  const report = { outcome: 'done' as const, path: '', rows: 1, refused: [] };
  other.watch.imported(disk, planOf(diskOf(waits('x'))), report, began);
  expect(other.said()).toMatch(/I1 .*are not there/);
});

test('what was saved meanwhile by others is not taken for it', () => {
  const world = watching();
  const disk = diskOf();
  const plan = planOf(diskOf(waits('x')));
  const began = world.watch.begins(disk);
  const other = waits('y', { edit: { ...reset, userId: 'ada', email: 'ada@example.com' } });
  for (const row of [other, waits('x@1')]) {
    disk.book.rows.set(row.id, row);
    world.watch.added(disk, [row.id]);
  }
  const report = { outcome: 'done' as const, path: '', rows: 1, refused: [] };
  expect(world.watch.imported(disk, plan, report, began)).toEqual(['x@1']);
  expect(world.said()).toBeNull();
});

test('a plan is taken over at its own tenant only (I10)', () => {
  const world = watching();
  const elsewhere = { ...diskOf(waits('x')), tenant: { origin: 'https://tenant-b.example.com' } };
  world.takes(diskOf(), planOf(elsewhere), waits('x@1'));
  expect(world.said()).toMatch(/^I10/);
});
