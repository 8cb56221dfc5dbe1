import type { FactKind } from '../domain/sync-state.ts';

/** One fact by kind and key; the key is a number as text for rules and roles. */
export interface FactKey {
  readonly kind: FactKind;
  readonly key: string;
}

/**
 * What became of one fact between two states; null = it was not there. `Content` is what the caller keeps of a fact: its
 * value, or where it lies.
 */
export interface Difference<Content> extends FactKey {
  readonly before: Content | null;
  readonly after: Content | null;
}

/** A difference that was seen at a moment (its number; later moments have higher ones). */
export interface HistoryRow<Content> extends Difference<Content> {
  readonly moment: number;
}

/** All facts at one moment, by {@link factId}. */
export type FactState<Content> = ReadonlyMap<string, FactKey & { readonly content: Content }>;

/** A fact's name in a map. */
export const factId = ({ kind, key }: FactKey): string => `${kind} ${key}`;
