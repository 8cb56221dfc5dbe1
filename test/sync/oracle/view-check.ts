import type { RunningApp } from '../app/running-app.ts';
import type { World } from '../world/world.ts';
import { roleIdOf } from './edit-keys.ts';

/** States in which a change is laid over the mirror. */
const shown: ReadonlySet<string> = new Set(['pending', 'sending', 'unknown', 'conflict', 'blocked']);

/** What a table has to show of the outbox, by the ids that its rows have. */
interface Expected {
  readonly view: 'users' | 'roles';
  readonly made: Set<string>;
  /** What is to be altered, by the tenant's ids: where it has a row, the row has a mark. */
  readonly altered: Set<string>;
  readonly going: Set<string>;
  readonly gone: Set<string>;
}

const isLocal = (id: string): boolean => id.startsWith('local:') || id.startsWith('-');

/** I4: what tables show is the mirror with the outbox laid over, by a model that is a handful of lines. */
export function viewEquals(world: World, app: RunningApp): void {
  const { disk } = app;
  const expect = (view: Expected['view']): Expected => ({
    view,
    made: new Set(),
    altered: new Set(),
    going: new Set(),
    gone: new Set(),
  });
  const [ofUsers, ofRoles] = [expect('users'), expect('roles')];
  for (const row of disk.book.rows.values()) {
    const { id, edit, state } = row;
    const removed = world.gone.gone(row, disk);
    if (removed?.of === 'users') ofUsers.gone.add(removed.id);
    if (removed?.of === 'roles') ofRoles.gone.add(removed.id);
    if (!shown.has(state)) continue;
    if (edit.kind === 'user.create') ofUsers.made.add(`local:${id}`);
    if (edit.kind === 'user.delete' && !isLocal(edit.userId)) ofUsers.going.add(edit.userId);
    if (edit.kind === 'role.create') ofRoles.made.add(String(edit.localId));
    if (edit.kind === 'role.delete' && edit.roleId >= 0) ofRoles.going.add(String(edit.roleId));
    if (edit.kind === 'role.update' || edit.kind === 'role.set-enabled')
      ofRoles.altered.add(roleIdOf(edit, disk.book.serverIds));
  }
  for (const expected of [ofUsers, ofRoles]) tableShows(world, app, expected);
}

function tableShows(world: World, { disk, mirror, clock }: RunningApp, expected: Expected): void {
  const { view, made, altered, going, gone } = expected;
  const thing = view === 'users' ? 'user' : 'role';
  const marks = new Map<string, unknown>();
  for (let from = 0, more = true; more; from += 500) {
    const window = mirror.store.window(
      {
        view,
        from,
        to: from + 500,
        filters: [],
        search: '',
        sort: [],
        columns: ['pending'],
        facets: false,
      },
      clock.now(),
    );
    for (const [row, id] of window.ids.entries()) marks.set(id, window.columns['pending']?.[row] ?? null);
    more = window.ids.length > 0 && from + window.ids.length < window.total;
  }
  for (const id of made)
    if (!marks.has(id))
      world.verdict.fail('I4', `${thing} ${id} is in the outbox of ${disk.binding} and not shown`);
  for (const [id, mark] of marks) {
    // Not a user yet, but an e-mail that rules name: its mark is theirs.
    if (id.startsWith('pre-authorised:')) continue;
    if (isLocal(id) && !made.has(id))
      world.verdict.fail('I4', `${thing} ${id} is shown and no open change makes it`);
    if (gone.has(id)) world.verdict.fail('I4', `${thing} ${id} is shown although it was deleted here`);
    if (altered.has(id) && mark === null)
      world.verdict.fail('I4', `${thing} ${id} is to be altered and has no mark`);
    const leaves = mark === 'removed' || mark === 'conflict';
    if (going.has(id) && !leaves)
      world.verdict.fail('I4', `${thing} ${id} is to be deleted and is marked ${String(mark)}`);
    if (mark === 'removed' && !going.has(id))
      world.verdict.fail('I4', `${thing} ${id} is marked removed and stays`);
  }
}
