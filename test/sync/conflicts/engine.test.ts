import { expect, test } from 'vitest';
import type { Change } from '../../../src-shared/domain/change.ts';
import { PushBench } from '../../builders/push-bench.ts';
import { refused, replyLost } from '../../builders/scripted-tenant.ts';
import { roleCellName, roleCells } from './role-table.ts';
import { roleSceneOf } from './role-scene.ts';
import { type Scene, sceneOf } from './scene.ts';
import { type Cell, cellName, cells } from './table.ts';

/** The tenant of a cell: the other admin acts at the right moment, the one call meets its fate. */
function stage(scene: Scene, { conditional, lost }: Pick<Cell, 'conditional' | 'lost'>): void {
  const { tenant, call, reads, act, rightLost } = scene;
  let toAct = true;
  let toLose = lost;
  let another = false;
  if (!conditional) {
    act();
    toAct = false;
  }
  tenant.beforeCall = (made) => {
    if (reads.includes(made)) another = false;
    if (made !== call) return;
    if (toAct) another = act();
    toAct = false;
    const refusal = rightLost
      ? refused(403, 'not-permitted')
      : conditional && another
        ? refused(412, 'input')
        : null;
    const loses = toLose;
    toLose = false;
    if (refusal !== null) throw loses ? replyLost() : refusal;
    if (loses) tenant.faults.push({ call, error: replyLost(), applied: true });
  };
}

const endOf = ({ state, conflict, result }: Change): string =>
  conflict?.kind ?? (state === 'done' ? (result?.how ?? 'done') : state);

async function lived(scene: Scene, cell: Pick<Cell, 'conditional' | 'lost'>): Promise<PushBench> {
  const bench = new PushBench(scene.tenant);
  stage(scene, cell);
  bench.add({ edit: scene.edit, base: scene.base });
  bench.push.kick();
  for (let round = 0; round < 6; round += 1) {
    await bench.rest();
    bench.clock.advance(600_000);
  }
  return bench;
}

test.each(cells.map((cell) => [cellName(cell), cell] as const))('engine: %s', async (_name, cell) => {
  const scene = sceneOf(cell.local, cell.remote);
  const bench = await lived(scene, cell);
  const change = bench.get('c1');
  expect(endOf(change)).toBe(cell.end);

  const sent = scene.tenant.calls.filter((made) => made.startsWith(`${scene.call} `)).length;
  // A secret comes once or not at all, and whoever made another thing of that name keeps it.
  const secret = scene.edit.kind === 'user.create' || scene.edit.kind === 'service-account.rotate';
  expect(bench.secrets).toHaveLength(secret && change.state === 'done' ? 1 : 0);
  if (cell.end === 'password-not-received') expect(sent).toBe(1);
  if (change.state === 'done' || change.state === 'conflict') expect(bench.push.next()).toBeNull();
  if (cell.local === 'delete' && cell.remote === 'create')
    expect(scene.tenant.users.map(({ id }) => id)).toEqual(['u9']);
  if (cell.local === 'delete' && cell.end === 'changed-since')
    expect(scene.tenant.users.map(({ id }) => id)).toContain('u1');
  expect(bench.journal.verify().intact).toBe(true);
});

test.each(roleCells.map((cell) => [roleCellName(cell), cell] as const))('engine: %s', async (_name, cell) => {
  const scene = roleSceneOf(cell.local, cell.remote);
  const bench = await lived(scene, cell);
  const change = bench.get('c1');
  expect(endOf(change)).toBe(cell.end);
  if (change.state === 'done' || change.state === 'conflict') expect(bench.push.next()).toBeNull();
  const there = scene.tenant.roles.find(({ id }) => id === 9);
  // What the other admin did stays, unless the role goes.
  if (cell.remote === 'words' && there !== undefined && cell.local !== 'change the words')
    expect(there.description).toBe('Theirs');
  if (cell.remote === 'switched off' && there !== undefined) expect(there.enabled).toBe(false);
  if (cell.local === 'delete' && cell.end === 'changed-since') expect(there).toBeDefined();
  if (cell.local === 'give a permission' && ['done', 'merged', 'found'].includes(cell.end))
    expect(there?.permissionSets.map(({ id }) => id)).toContain('nodes R');
  if (cell.remote === 'other permission' && cell.local === 'give a permission')
    expect(there?.permissionSets.map(({ id }) => id)).toContain('project R');
  expect(bench.journal.verify().intact).toBe(true);
});
