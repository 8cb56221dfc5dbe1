import {
  type CampaignSettings,
  type Reviewer,
  campaignSettingsSchema,
} from '../../../../src-shared/domain/review.ts';
import type { PickedLevel } from '../../../ui/grant-editor/grant-model.ts';

/** What stands on the page of a new review. */
export interface ReviewDraft {
  readonly name: string;
  readonly due: string;
  readonly subjectTypes: readonly CampaignSettings['population']['subjectTypes'][number][];
  readonly roles: readonly string[];
  /** Ids of places, by their kind. */
  readonly picked: Readonly<Record<PickedLevel, readonly string[]>>;
  readonly privilegedOnly: boolean;
  readonly by: CampaignSettings['reviewers']['by'];
  readonly named: readonly string[];
  readonly fallback: string;
  readonly deputy: string;
  readonly reasonForPrivileged: boolean;
  readonly fourEyes: boolean;
  readonly overdue: CampaignSettings['policy']['overdue'];
  readonly freshHours: number;
  readonly controls: number;
}

/** A new review of everything, by department; whoever is signed in decides what has nobody else. */
export function emptyReview(actor: string, due: string): ReviewDraft {
  return {
    name: '',
    due,
    subjectTypes: [],
    roles: [],
    picked: { cluster: [], department: [], project: [] },
    privilegedOnly: false,
    by: 'department',
    named: [],
    fallback: actor,
    deputy: '',
    reasonForPrivileged: true,
    fourEyes: false,
    overdue: 'wait',
    freshHours: 24,
    controls: 0,
  };
}

const person = (typed: string): Reviewer => ({ id: typed.trim().toLowerCase(), name: typed.trim() });

/** The settings that stand on the page; null while one is missing, see {@link reviewProblems}. */
export function settingsOf(draft: ReviewDraft): CampaignSettings | null {
  const read = campaignSettingsSchema.safeParse({
    name: draft.name,
    due: draft.due,
    population: {
      subjectTypes: [...draft.subjectTypes],
      roles: [...draft.roles],
      scopes: (['cluster', 'department', 'project'] as const).flatMap((type) =>
        draft.picked[type].map((id) => ({ type, id })),
      ),
      privilegedOnly: draft.privilegedOnly,
    },
    reviewers: {
      by: draft.by,
      named: draft.by === 'name' ? draft.named.map(person) : [],
      fallback: person(draft.fallback),
      deputy: draft.deputy.trim() === '' ? null : person(draft.deputy),
    },
    policy: {
      reasonForPrivileged: draft.reasonForPrivileged,
      fourEyes: draft.fourEyes,
      overdue: draft.overdue,
      freshHours: draft.freshHours,
    },
    controls: draft.controls,
  });
  return read.success ? read.data : null;
}

/** What is missing or wrong before anything can be asked of the main process, in words. */
export function reviewProblems(draft: ReviewDraft, today: string): readonly string[] {
  const problems: string[] = [];
  if (draft.name.trim() === '') problems.push('Give it a name.');
  if (draft.due === '') problems.push('Say until when it is to be decided.');
  else if (draft.due < today) problems.push('The due day is over already.');
  if (draft.by === 'name' && draft.named.length === 0) problems.push('Name at least one reviewer.');
  if (draft.fallback.trim() === '') problems.push('Name who decides what has nobody else.');
  const deputy = draft.deputy.trim().toLowerCase();
  if (deputy !== '' && deputy === draft.fallback.trim().toLowerCase())
    problems.push('The deputy decides about the fallback reviewer: name somebody else.');
  return problems;
}
