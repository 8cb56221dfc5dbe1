import { compareFields, type FieldValue } from '../filter-by.ts';

/** Room for the ordinal in a sort key: more than any list has entries. */
const ORDINALS = 2 ** 26;

/**
 * Sorts handles by a field, stably. Values are ranked once and numbers sorted, so that millions of handles take
 * tens of megabytes instead of one object each.
 */
export function orderByField(
  handles: readonly number[],
  valueOf: (handle: number) => FieldValue,
): Int32Array {
  const groups = new Map<FieldValue, number>();
  const keys = new Float64Array(handles.length);
  handles.forEach((handle, ordinal) => {
    const value = valueOf(handle);
    let group = groups.get(value);
    if (group === undefined) {
      group = groups.size;
      groups.set(value, group);
    }
    keys[ordinal] = group;
  });
  const ranks = new Int32Array(groups.size);
  [...groups.keys()].sort(compareFields).forEach((value, rank) => {
    ranks[groups.get(value) ?? 0] = rank;
  });
  groups.clear();
  for (let ordinal = 0; ordinal < keys.length; ordinal++) {
    keys[ordinal] = (ranks[keys[ordinal] ?? 0] ?? 0) * ORDINALS + ordinal;
  }
  keys.sort();
  return Int32Array.from(keys, (key) => handles[key % ORDINALS] ?? 0);
}
