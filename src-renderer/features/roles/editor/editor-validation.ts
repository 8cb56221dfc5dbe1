import type { Change } from '../../../../src-shared/domain/change.ts';
import type { RolePreview } from '../../../../src-shared/ipc/roles-contract.ts';
import { blocking, unacknowledged } from '../../../../src-shared/rules/acknowledgement.ts';
import type { Finding } from '../../../../src-shared/rules/finding.ts';
import { counted } from '../../../../src-shared/words/count.ts';
import type { EditorTask } from './editor-search.ts';

/** What one field has to say under it: what blocks, in one text; null where nothing. */
export function problemOf(findings: readonly Finding[], field: string): string | null {
  const mine = blocking(findings).filter((finding) => finding.field === field);
  return mine.length === 0 ? null : mine.map(({ message }) => message).join(' ');
}

/** What is known when somebody wants to save. */
export interface SaveCircumstances {
  /** Null: not checked yet. */
  readonly preview: Pick<RolePreview, 'findings'> | null;
  /** Whether the preview is one of the form as it stands now. */
  readonly fresh: boolean;
  readonly acknowledged: readonly string[];
  readonly dirty: boolean;
  readonly isNew: boolean;
}

/** Why it cannot be saved yet, in one sentence; null when it can. */
export function saveProblem(now: SaveCircumstances): string | null {
  if (!now.dirty && !now.isNew) return 'Nothing is changed yet.';
  if (now.preview === null || !now.fresh) return 'Being checked …';
  const [block] = blocking(now.preview.findings);
  if (block !== undefined) return block.message;
  if (unacknowledged(now.preview.findings, now.acknowledged).length > 0) return 'Accept the warnings first.';
  return null;
}

/** " (214 people)" where groups are among the holders; empty where each holder is one. */
function peopleText(holders: number, { count, exact }: RolePreview['holders']['people']['losing']): string {
  if (count === holders && exact) return '';
  return ` (${exact ? '' : 'at most '}${counted(count, 'person', 'people')})`;
}

/** What saving means for those who hold the role, in one line: "2 of 12 holders lose (214 people), 3 gain". */
export function effectSummary(holders: RolePreview['holders']): string {
  const { total, gaining, losing, people } = holders;
  const losers = peopleText(losing, people.losing);
  const gainers = peopleText(gaining, people.gaining);
  if (total === 0) return 'Nobody holds it.';
  if (gaining === 0 && losing === 0) {
    return `${counted(total, 'holder')}: none gains or loses anything.`;
  }
  const parts = [
    ...(losing > 0
      ? [`${losing} of ${counted(total, 'holder')} ${losing === 1 ? 'loses' : 'lose'}${losers}`]
      : []),
    ...(gaining > 0
      ? [
          losing > 0
            ? `${gaining} ${gaining === 1 ? 'gains' : 'gain'}${gainers}`
            : `${gaining} of ${counted(total, 'holder')} ${gaining === 1 ? 'gains' : 'gain'}${gainers}`,
        ]
      : []),
  ];
  return `${parts.join(', ')}.`;
}

/** What becomes of resource types of a role that the tenant's permission sets do not give just so. */
export function lackingWords(count: number, role: string, editing: boolean): string {
  const one = count === 1;
  const types = `${one ? 'One resource type' : `${count} resource types`} of ${role}`;
  return editing
    ? `${types} ${one ? 'is' : 'are'} given by no permission set: saving takes ${one ? 'it' : 'them'} away.`
    : `${types} could not be taken over: no permission set gives just that.`;
}

/** What was done, once it was sent. A clash that is decided for what the tenant has takes the change back. */
export function doneWords(
  as: EditorTask['as'],
  name: string,
  { changes }: { readonly changes: readonly Pick<Change, 'state'>[] },
): string {
  if (changes.length > 0 && changes.every(({ state }) => state === 'cancelled'))
    return `Left as the tenant has it: role ${name}.`;
  return `${as === 'edit' ? 'Changed' : 'Created'}: role ${name}.`;
}
