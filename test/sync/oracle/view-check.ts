import type { RunningApp } from '../app/running-app.ts';
import type { World } from '../world/world.ts';

/** States in which a change is laid over the mirror. */
const shown: ReadonlySet<string> = new Set(['pending', 'sending', 'unknown', 'conflict', 'blocked']);

/** I4: what tables show is the mirror with the outbox laid over, by a model that is a handful of lines. */
export function viewEquals(world: World, { disk, mirror, clock }: RunningApp): void {
  const made = new Set<string>();
  const going = new Set<string>();
  const gone = new Set<string>();
  for (const { id, edit, state } of disk.book.rows.values()) {
    if (
      state === 'done' &&
      edit.kind === 'user.delete' &&
      disk.tenant.state.users.byId(edit.userId) === undefined
    )
      gone.add(edit.userId);
    if (!shown.has(state)) continue;
    if (edit.kind === 'user.create') made.add(`local:${id}`);
    if (edit.kind === 'user.delete' && !edit.userId.startsWith('local:')) going.add(edit.userId);
  }
  const marks = new Map<string, unknown>();
  for (let from = 0, more = true; more; from += 500) {
    const window = mirror.store.window(
      {
        view: 'users',
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
    if (!marks.has(id)) world.verdict.fail('I4', `${id} is in the outbox of ${disk.binding} and not shown`);
  for (const [id, mark] of marks) {
    // Not a user yet, but an e-mail that rules name: its mark is theirs.
    if (id.startsWith('pre-authorised:')) continue;
    if (id.startsWith('local:') && !made.has(id))
      world.verdict.fail('I4', `${id} is shown and no open change makes it`);
    if (gone.has(id)) world.verdict.fail('I4', `user ${id} is shown although it was deleted here`);
    const leaves = mark === 'removed' || mark === 'conflict';
    if (going.has(id) && !leaves)
      world.verdict.fail('I4', `user ${id} is to be deleted and is marked ${String(mark)}`);
    if (mark === 'removed' && !going.has(id))
      world.verdict.fail('I4', `user ${id} is marked removed and stays`);
  }
}
