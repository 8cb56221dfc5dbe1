import type { RemovalPreview } from '../../../src-shared/ipc/changes-contract.ts';
import { blocking, unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';

/** What stands in a dialog that removes something, beside the preview. */
export interface RemovalDraft {
  readonly typed: string;
  /** Keys of accepted warnings (`findingKey`). */
  readonly acknowledged: readonly string[];
}

/** The dialog as it opens. */
export const emptyRemoval: RemovalDraft = { typed: '', acknowledged: [] };

/** Why nothing can be removed yet; null when it can. A block stands above all that can be typed or ticked. */
export function removalProblem(preview: RemovalPreview, draft: RemovalDraft): string | null {
  // It stands right above in full.
  if (blocking(preview.findings).length > 0) return 'What stands above does not allow it.';
  if (preview.rows.length === 0) return 'Nothing of it is there any more.';
  if (unacknowledged(preview.findings, draft.acknowledged).length > 0) return 'Accept the warnings first.';
  if (preview.typedPhrase !== null && draft.typed.trim() !== preview.typedPhrase) {
    return `Type “${preview.typedPhrase}” to confirm.`;
  }
  return null;
}

/** The draft with a warning accepted, or no longer. */
export function acknowledge(draft: RemovalDraft, key: string, accepted: boolean): RemovalDraft {
  const others = draft.acknowledged.filter((other) => other !== key);
  return { ...draft, acknowledged: accepted ? [...others, key] : others };
}

/** What goes over the border with the ids. */
export function removalAnswer(
  preview: RemovalPreview,
  draft: RemovalDraft,
): { readonly typed: string | null; readonly acknowledged: string[] } {
  return {
    typed: preview.typedPhrase === null ? null : draft.typed.trim(),
    acknowledged: [...draft.acknowledged],
  };
}
