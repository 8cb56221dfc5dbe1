import { subjectWords } from '../../../src-shared/changes/edit-words.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { EditReport } from '../../../src-shared/ipc/changes-contract.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import { mostPlannedRules, type RulesPreview } from '../../../src-shared/ipc/rules-contract.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { checkEscalation } from '../../../src-shared/rules/escalation-rules.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { type Finding, findingKey } from '../../../src-shared/rules/finding.ts';
import {
  checkChoices,
  checkResearcherHasProject,
  checkRolesOn,
} from '../../../src-shared/rules/grant-choice-rules.ts';
import { isMade, planSubjectRules, type SubjectRule } from '../../../src-shared/rules/planned-rules.ts';
import { aboutNarrower, type NarrowerRule, narrowerRules } from '../../../src-shared/rules/narrower-rules.ts';
import { keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { uniqueGrants } from '../../../src-shared/rules/unique-grants.ts';
import { checkWideGrants } from '../../../src-shared/rules/wide-grant-rules.ts';
import { type EditPlan, ofKind } from '../edits/edit-draft.ts';
import { editReportOf } from '../edits/edit-report.ts';
import { type EditDeps, type EditRoom, openChanges, openRoom, planIds } from '../edits/edit-room.ts';
import { aboutToGive, aboutToTake, checkSubjects } from '../edits/fit-grid.ts';
import { type EarlierChanges, planMoreRules } from '../edits/plan-more-rules.ts';
import { submit } from '../edits/submit.ts';
import { type GrantFacts, readGrantFacts } from '../users/grant-facts.ts';
import { refuseUnlessReasoned } from '../users/refuse.ts';
import { readActorRights } from './actor-rights.ts';
import { aboutGoing, narrowerRow, planGoing } from './narrower.ts';
import { type ResolvedSubject, resolveSubjects } from './resolve-subjects.ts';

type Wanted = Pick<ParsedInput<'rules.add'>, 'subjects' | 'grants' | 'removeNarrower'>;

/** What the preview and the act rest on. */
interface Addition {
  readonly preview: RulesPreview;
  readonly subjects: readonly ResolvedSubject[];
  readonly facts: GrantFacts;
  /** What goes with it; nothing unless it is wanted. */
  readonly going: readonly NarrowerRule[];
}

const tooMany = (count: number): RolebookError =>
  new RolebookError({
    kind: 'input',
    origin: 'main',
    reason: 'too-many-rules',
    message: `That would be ${count.toLocaleString('en-US')} access rules; one act makes at most ${mostPlannedRules.toLocaleString('en-US')}.`,
    hint: 'Choose fewer subjects or scopes at a time.',
  });

/** V36 and V37 in one line each: what is not made, and what gives nothing new. */
function aboutOverlaps(rules: readonly SubjectRule[]): Finding[] {
  const count = (standing: SubjectRule['standing']): number =>
    rules.filter((rule) => rule.standing === standing).length;
  const info = (rule: string, message: string): Finding => ({
    rule,
    severity: 'info',
    field: 'rules',
    message,
  });
  const [held, covered] = [count('held') + count('repeated'), count('covered')];
  const found: Finding[] = [];
  if (rules.length > 0 && held === rules.length) {
    const message = 'All that is chosen is held already.';
    found.push({ rule: 'V36', severity: 'block', field: 'rules', message });
  } else if (held > 0) {
    found.push(
      info(
        'V36',
        held === 1
          ? '1 rule is held already and is not made.'
          : `${held} rules are held already and are not made.`,
      ),
    );
  }
  if (covered > 0) {
    found.push(
      info(
        'V37',
        `${covered === 1 ? '1 rule adds' : `${covered} rules add`} nothing: a wider one gives the same.`,
      ),
    );
  }
  return found;
}

const once = (findings: readonly Finding[]): Finding[] => [
  ...new Map(
    findings.map((finding) => [`${finding.severity} ${findingKey(finding)} ${finding.message}`, finding]),
  ).values(),
];

/** Every rule that the wish stands for, and all there is to say about it. Asks the mirror only. */
async function readAddition(room: EditRoom, wanted: Wanted): Promise<Addition> {
  const { mirror, session } = room;
  const places = wanted.grants.reduce((sum, { scopes }) => sum + scopes.length, 0);
  const asked = places * wanted.subjects.length;
  if (asked > mostPlannedRules) throw tooMany(asked);
  const [{ known, resolved, findings }, facts, rights] = await Promise.all([
    resolveSubjects(mirror, wanted.subjects),
    readGrantFacts(mirror),
    readActorRights(room),
  ]);
  const rules = planSubjectRules(resolved, wanted.grants, facts, rights);
  const narrower = narrowerRules(resolved, rules, facts.scopes);
  const going = wanted.removeNarrower === true ? narrower : [];
  const types = [...new Set(resolved.map(({ subject }) => subject.type))];
  const context = { subjectType: 'user' as const, held: [], ...facts };
  const choices = checkChoices(wanted.grants, context);
  return {
    subjects: resolved,
    facts,
    going,
    preview: {
      subjects: [...known],
      rules: rules.map((rule) => ({ ...rule, path: [...rule.path] })),
      narrower: narrower.map((one) => narrowerRow(one, facts)),
      findings: once([
        ...checkActor(session.describe().abilities, ['grant-rules']),
        ...findings,
        ...choices,
        ...checkEscalation(wanted.grants, rights),
        ...aboutOverlaps(rules),
        ...aboutNarrower(narrower, going.length > 0),
        ...(await aboutGoing(room, going, rights)),
        ...(await checkSubjects(room, [
          ...rules.filter(isMade).map((rule) => aboutToGive(rule.subject, rule)),
          ...going.flatMap(({ rule }) => aboutToTake(rule)),
        ])),
        ...(choices.length > 0 ? [] : checkResearcherHasProject(wanted.grants, context)),
        ...checkRolesOn(wanted.grants, context),
        ...types.flatMap((subjectType) => checkWideGrants(wanted.grants, { ...context, subjectType })),
      ]),
    },
  };
}

/** rules.addPreview: what rules.add would make of it. */
export async function previewAddition(room: EditRoom, wanted: Wanted): Promise<RulesPreview> {
  return (await readAddition(room, wanted)).preview;
}

const nothingChosen = (): RolebookError =>
  new RolebookError({
    kind: 'input',
    origin: 'main',
    reason: 'nothing-chosen',
    message: 'No role is chosen.',
    hint: 'Choose at least one role and where it holds.',
  });

/**
 * Open changes that make the subject, or give it rules. An account that waits for a decision because its e-mail is taken makes
 * nobody who is there.
 */
function earlierOn(open: readonly Change[], { subject, madeBy }: ResolvedSubject): EarlierChanges {
  const accounts = [...ofKind(open, 'user.create'), ...ofKind(open, 'service-account.create')];
  const isTaken = ({ edit, state }: (typeof accounts)[number]): boolean =>
    state === 'conflict' &&
    edit.kind === 'user.create' &&
    subject.type === 'user' &&
    foldEmail(edit.email) === foldEmail(subject.id);
  const account = madeBy === null ? accounts.findLast(isTaken) : accounts.find(({ id }) => id === madeBy);
  return {
    account: account ?? null,
    rules: ofKind(open, 'rule.create').filter(
      ({ edit }) => edit.subject.type === subject.type && edit.subject.id === subject.id,
    ),
  };
}

/** One plan for all subjects: rules that are held or on their way are not asked for again. */
function planAddition(
  deps: Pick<EditDeps, 'random'>,
  room: EditRoom,
  { subjects, facts, going }: Addition,
  { grants, reason }: Pick<ParsedInput<'rules.add'>, 'grants' | 'reason'>,
  asOf: string | null,
): EditPlan {
  const ids = planIds(deps, room);
  const open = room.outbox.open();
  const plans = subjects.map((one) =>
    planMoreRules(
      {
        subject: one.subject,
        grants: uniqueGrants(grants),
        facts,
        held: one.held,
        base: one.base,
        reason: keptReason(reason),
      },
      earlierOn(open, one),
      ids,
    ),
  );
  const given = plans.flatMap(({ drafts }) => drafts);
  return {
    drafts: [...given, ...planGoing(going, given, openChanges(room), asOf, ids)],
    drops: plans.flatMap(({ drops }) => drops),
    ahead: plans.flatMap((plan) => plan.ahead ?? []),
  };
}

/** rules.add: saves what the preview shows as to be made, in one group; nothing when anything of it is refused. */
export async function addRulesToMany(deps: EditDeps, input: ParsedInput<'rules.add'>): Promise<EditReport> {
  const room = openRoom(deps);
  if (input.grants.length === 0) throw nothingChosen();
  const addition = await readAddition(room, input);
  refuseUnlessReasoned(addition.preview.findings, input.acknowledged, input.reason);
  const { asOf } = await room.mirror.info();
  const plan = planAddition(deps, room, addition, input, asOf);
  const made = addition.preview.rules.filter(isMade).length;
  const [only] = addition.subjects;
  const submitted = await submit(deps, room, {
    ...plan,
    title:
      addition.subjects.length === 1 && only !== undefined
        ? `Access of ${subjectWords(only.subject)}`
        : `${made === 1 ? '1 access rule' : `${made} access rules`} for ${addition.subjects.length} subjects`,
    acknowledged: input.acknowledged,
    send: input.send,
    dryRun: input.dryRun === true,
    bulk: true,
  });
  return editReportOf(deps.tray, submitted);
}
