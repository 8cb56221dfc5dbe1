import type { FactKind } from '../../../src-shared/domain/sync-state.ts';
import type { MirrorBuilder } from './mirror-builder.ts';
import type { PreviousMirror } from './previous-mirror.ts';

const factsAtOnce = 500;

/**
 * Takes facts of the mirror before into the one being built: all of them (`everything`, the kind could not be read), or
 * those that the sweep did not bring (`missing`, the sweep could not be proved complete, so absence means nothing: I9).
 * Answers how many.
 */
export function keepFacts(
  builder: MirrorBuilder,
  previous: PreviousMirror,
  kind: FactKind,
  which: 'everything' | 'missing',
): number {
  if (which === 'everything') builder.clear(kind);
  const here = new Set(builder.keys(kind));
  let waiting: unknown[] = [];
  let kept = 0;
  for (const place of previous.places(kind)) {
    if (here.has(place.key)) continue;
    waiting.push(previous.fact(place));
    kept += 1;
    if (waiting.length < factsAtOnce) continue;
    builder.keep(kind, waiting);
    waiting = [];
  }
  if (waiting.length > 0) builder.keep(kind, waiting);
  builder.flush();
  return kept;
}
