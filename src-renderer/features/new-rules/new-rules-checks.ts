import type { RulesPreview } from '../../../src-shared/ipc/rules-contract.ts';
import { blocking, unacknowledged } from '../../../src-shared/rules/acknowledgement.ts';
import { type Finding, findingKey } from '../../../src-shared/rules/finding.ts';
import { isMade, plannedStandings, type PlannedStanding } from '../../../src-shared/rules/planned-rules.ts';
import { acceptedWith, checkReason } from '../../../src-shared/rules/reason-rules.ts';
import { counted } from '../../../src-shared/words/count.ts';
import type { GrantFindings } from '../../ui/grant-editor/grant-findings.ts';
import { isDecided } from '../../ui/grant-editor/grant-model.ts';
import type { NewRulesState } from './new-rules-reducer.ts';
import { mostSubjects, wantedSubjects, type SubjectKind } from './subject-texts.ts';

/** What there is to say, by the place where it is shown. */
export interface NewRulesFindings {
  readonly subjects: Readonly<Record<SubjectKind, readonly Finding[]>>;
  /** With the preview: about the rules together, and about the actor. */
  readonly rules: readonly Finding[];
  /** All of them, what is said on the cards too. */
  readonly all: readonly Finding[];
}

/** The preview's findings without those that the cards tell already. */
export function placeFindings(preview: RulesPreview | null, cards: GrantFindings): NewRulesFindings {
  const onCards = [...cards.cards.values()].flat();
  const told = new Set(onCards.map((finding) => `${finding.severity} ${findingKey(finding)}`));
  const found = (preview?.findings ?? []).filter(
    (finding) => !told.has(`${finding.severity} ${findingKey(finding)}`),
  );
  const of = (kind: SubjectKind): Finding[] =>
    found.filter(({ field, about }) => field === 'subjects' && about?.startsWith(`${kind}:`) === true);
  return {
    subjects: { user: of('user'), group: of('group'), 'service-account': of('service-account') },
    rules: found.filter(({ field }) => field !== 'subjects'),
    all: [...onCards, ...found],
  };
}

/** How many rules of the preview stand how. */
export function countStandings(preview: RulesPreview | null): Readonly<Record<PlannedStanding, number>> & {
  readonly made: number;
  readonly wide: number;
} {
  const rules = preview?.rules ?? [];
  const count = (standing: PlannedStanding): number =>
    rules.filter((rule) => rule.standing === standing).length;
  return {
    ...(Object.fromEntries(plannedStandings.map((one) => [one, count(one)])) as Record<
      PlannedStanding,
      number
    >),
    made: rules.filter(isMade).length,
    wide: rules.filter((rule) => isMade(rule) && rule.wide).length,
  };
}

/** Why Save cannot go ahead, the first reason only; null when it can. `barrier`: what the actor may not do at all. */
export function saveProblem(
  state: NewRulesState,
  findings: NewRulesFindings,
  preview: RulesPreview | null,
  barrier: string | null,
): string | null {
  if (barrier !== null) return barrier;
  const count = wantedSubjects(state.subjects).length;
  if (count === 0) return 'Say who gets the roles.';
  if (count > mostSubjects) return `One act takes at most ${mostSubjects.toLocaleString('en-US')} subjects.`;
  if (state.cards.length === 0) return 'Choose a role.';
  const [block] = blocking(findings.all);
  if (block !== undefined) return block.message;
  if (!state.cards.every((card) => isDecided(card))) return 'Choose where each role holds.';
  if (preview === null) return 'The rules are still being looked at.';
  const [reason] = checkReason(findings.all, state.reason);
  if (reason !== undefined) return 'Say why it reaches so far.';
  const open = unacknowledged(findings.all, acceptedWith(state.acknowledged, state.reason));
  return open.length > 0 ? 'Answer the warnings first.' : null;
}

/** Why planned rules are refused, in the words of the first; how many other reasons there are beside it. Null where none is. */
export function refusalWords(rules: RulesPreview['rules']): string | null {
  const whys = new Set(rules.flatMap(({ standing, why }) => (standing === 'refused' ? (why ?? []) : [])));
  const [first] = whys;
  if (first === undefined) return null;
  return whys.size === 1 ? first : `${first} And ${counted(whys.size - 1, 'other reason')}, listed above.`;
}
