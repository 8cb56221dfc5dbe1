/*
 * A plan carries a change to other computers, and back. There it is another change, which is told from every other by its own
 * id, and still the same wish: its id begins with that of the change which was made first. So does the id of one that was taken
 * back and came back (`~2`).
 */

/** Behind the origin in the id of what was taken over from a plan. */
const taken = '@';
/** Behind the id of what was taken back, in that of what came back for it. */
const back = '~';

/** The change that was made first: where one came from, however often it was taken over and came back since. */
export function originOf(id: string): string {
  return id.split(/[@~]/, 1)[0] ?? id;
}

/** An id for a change that is taken over from a plan; `unique` was never given before. */
export function takenOverId(origin: string, unique: string): string {
  return `${origin}${taken}${unique}`;
}

/** Between which ids all of an origin lie, beside the origin itself: from the first of a pair on, before the second. */
export function idsOfOrigin(origin: string): readonly (readonly [from: string, before: string])[] {
  return [taken, back].map((mark) => [origin + mark, origin + String.fromCharCode(mark.charCodeAt(0) + 1)]);
}
