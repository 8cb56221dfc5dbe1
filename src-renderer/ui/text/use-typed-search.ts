import { useDebouncedValue } from '@mantine/hooks';

/** The longest text the mirror is searched for, in characters. */
const longest = 200;

/** See {@link useTypedSearch}. */
export interface TypedSearch {
  /** What to search for: what was typed once the typing rested. */
  readonly wanted: string;
  /** Whether `wanted` is what stands in the field now. What was found for anything else must not be there to choose from. */
  readonly rested: boolean;
}

/**
 * What a field that searches while somebody types in it searches for. Whoever types a name and presses Enter at once
 * must not get what an earlier letter found.
 *
 * @param rest milliseconds without a key before the typing counts as resting
 */
export function useTypedSearch(typed: string, rest: number): TypedSearch {
  const text = typed.trim().slice(0, longest);
  const [wanted] = useDebouncedValue(text, rest);
  return { wanted, rested: wanted === text };
}
