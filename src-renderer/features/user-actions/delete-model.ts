import type { CallInput } from '../../../src-shared/ipc/contract.ts';
import type { DeletePreview } from '../../../src-shared/ipc/users-contract.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';

/** What stands in the delete dialog beside the preview. */
export interface DeleteDraft {
  readonly typed: string;
  readonly acknowledged: readonly string[];
}

/** The dialog as it opens. */
export const emptyDelete: DeleteDraft = { typed: '', acknowledged: [] };

/** All findings of a preview, each once: those of the act as a whole and those of single users. */
export function findingsOf(preview: DeletePreview): readonly Finding[] {
  const seen = new Set<string>();
  return [...preview.findings, ...preview.users.flatMap((user) => user.findings)].filter((finding) => {
    const key = `${finding.severity} ${finding.rule} ${finding.message}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** The warnings that have to be accepted one by one: each rule once. */
export function warningRules(preview: DeletePreview): readonly string[] {
  return [
    ...new Set(
      findingsOf(preview)
        .filter((finding) => finding.severity === 'warn')
        .map(({ rule }) => rule),
    ),
  ];
}

/** Why nothing can be deleted yet; null when it can. A block stands above all that can be typed or ticked. */
export function deleteProblem(preview: DeletePreview, draft: DeleteDraft): string | null {
  const block = findingsOf(preview).find((finding) => finding.severity === 'block');
  if (block !== undefined) return block.message;
  if (preview.users.length === 0) return 'None of these users is there any more.';
  if (warningRules(preview).some((rule) => !draft.acknowledged.includes(rule)))
    return 'Accept the warnings first.';
  if (preview.typedPhrase !== null && draft.typed.trim() !== preview.typedPhrase) {
    return `Type “${preview.typedPhrase}” to confirm.`;
  }
  return null;
}

/** What Delete sends; null while {@link deleteProblem} has something to say. */
export function toDeleteInput(preview: DeletePreview, draft: DeleteDraft): CallInput<'users.delete'> | null {
  if (deleteProblem(preview, draft) !== null) return null;
  return {
    ids: preview.users.map((user) => user.id),
    typed: preview.typedPhrase === null ? null : draft.typed.trim(),
    acknowledged: [...draft.acknowledged],
  };
}

/** How many rules go with the users. */
export function rulesLost(preview: DeletePreview): number {
  return preview.users.reduce((sum, user) => sum + user.ruleCount, 0);
}
