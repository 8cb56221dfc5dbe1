/** Orders grants by their actors: where each actor's begin, and their numbers in that order. */
export function orderByActor(
  actors: Int32Array,
  count: number,
  actorCount: number,
): { readonly starts: Int32Array; readonly order: Int32Array } {
  const starts = new Int32Array(actorCount + 1);
  for (let grant = 0; grant < count; grant += 1) {
    const after = (actors[grant] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let actor = 0; actor < actorCount; actor += 1)
    starts[actor + 1] = (starts[actor + 1] ?? 0) + (starts[actor] ?? 0);
  const next = starts.slice();
  const order = new Int32Array(count);
  for (let grant = 0; grant < count; grant += 1) {
    const actor = actors[grant] ?? 0;
    const at = next[actor] ?? 0;
    order[at] = grant;
    next[actor] = at + 1;
  }
  return { starts, order };
}

/** The same order where some actors have other grants (`lists`), and more actors may have come after those before. */
export function regroup(
  before: { readonly starts: Int32Array; readonly order: Int32Array },
  actorCount: number,
  lists: ReadonlyMap<number, readonly number[]>,
): { readonly starts: Int32Array; readonly order: Int32Array } {
  const actors = [...lists.keys()].toSorted((left, right) => left - right);
  const last = before.starts.length - 1;
  if (lists.size === 0 && actorCount === last) return { starts: before.starts, order: before.order };
  const startOf = (actor: number): number => before.starts[Math.min(actor, last)] ?? 0;
  let size = before.order.length;
  for (const [actor, list] of lists) size += list.length - (startOf(actor + 1) - startOf(actor));
  const order = new Int32Array(size);
  const starts = new Int32Array(actorCount + 1);
  let [actor, moved] = [0, 0];
  /** Copies the actors up to another one as they were. */
  const copyTo = (end: number): void => {
    order.set(before.order.subarray(startOf(actor), startOf(end)), startOf(actor) + moved);
    for (; actor < end; actor += 1) starts[actor] = startOf(actor) + moved;
  };
  for (const changed of actors) {
    copyTo(changed);
    const list = lists.get(changed) ?? [];
    const start = startOf(changed) + moved;
    starts[changed] = start;
    order.set(list, start);
    moved += list.length - (startOf(changed + 1) - startOf(changed));
    actor = changed + 1;
  }
  copyTo(actorCount);
  starts[actorCount] = startOf(actorCount) + moved;
  return { starts, order };
}
