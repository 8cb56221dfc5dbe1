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
