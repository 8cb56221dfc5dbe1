import { isSystemAdministrator } from '../../../src-shared/access/role-kinds.ts';
import { scopeKey } from '../../../src-shared/access/scope-index.ts';
import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import { placeWords } from '../../../src-shared/changes/place-words.ts';
import type { Fields } from '../../../src-shared/changes/base-fields.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import { type ScopeRef, scopeTypeSchema } from '../../../src-shared/domain/scope.ts';
import { type SubjectRef, subjectTypeSchema } from '../../../src-shared/domain/subject.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { EditReport, RemovalPreview } from '../../../src-shared/ipc/changes-contract.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { Grant } from '../../../src-shared/ipc/users-contract.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { checkEscalation, checkTouched } from '../../../src-shared/rules/escalation-rules.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import {
  checkChoices,
  checkResearcherHasProject,
  checkRolesOn,
} from '../../../src-shared/rules/grant-choice-rules.ts';
import { keptReason } from '../../../src-shared/rules/reason-rules.ts';
import { checkRuleRemoval } from '../../../src-shared/rules/rule-removal-rules.ts';
import { uniqueGrants } from '../../../src-shared/rules/unique-grants.ts';
import { checkWideGrants } from '../../../src-shared/rules/wide-grant-rules.ts';
import type { Mirror } from '../../db/mirror.ts';
import { changedJustNow } from '../edits/changed-just-now.ts';
import { type EditDraft, type EditPlan, ofKind, type PlanIds } from '../edits/edit-draft.ts';
import { editReportOf } from '../edits/edit-report.ts';
import { type EditDeps, type EditRoom, openChanges, openRoom, planIds } from '../edits/edit-room.ts';
import { aboutToGive, aboutToTake, checkSubjects } from '../edits/fit-grid.ts';
import { draftFollowers, followersOf, makersOf } from '../edits/followers.ts';
import { planRuleChange } from '../edits/plan-rule-change.ts';
import { draftRuleDeletion } from '../edits/plan-rule-removal.ts';
import { submit } from '../edits/submit.ts';
import { type GrantFacts, readGrantFacts } from '../users/grant-facts.ts';
import { refuseUnlessReasoned } from '../users/refuse.ts';
import { readActorRights } from './actor-rights.ts';
import { comingRule } from './own-loss.ts';
import { readRemovalFacts, ruleNumbers, ruleSubjectWords } from './removal.ts';
import { unknownRule, strangeRule } from './rule-failures.ts';

/** What rules are to become; null keeps what each has. */
export type Becomes = Pick<ParsedInput<'rules.changeMany'>, 'ids' | 'roleId' | 'scope'>;

/** One rule and what becomes of it. */
interface Target {
  readonly rule: AccessRule;
  readonly subject: SubjectRef;
  readonly roleId: number;
  readonly scope: ScopeRef;
  /** `same` it is so already · `held` its subject holds that by another rule, so only this one goes · `new` replaced. */
  readonly end: 'same' | 'held' | 'new';
  /** The rule that holds it, where `end` is `held`. */
  readonly holder: number | null;
}

interface Change {
  readonly targets: readonly Target[];
  readonly facts: GrantFacts;
  readonly findings: readonly Finding[];
}

const ruleKey = (roleId: number, scope: { type: string; id: string }): string =>
  `${roleId}\n${scopeKey(scope)}`;
const keyOfRule = (rule: AccessRule): string =>
  ruleKey(rule.roleId, { type: rule.scopeType, id: rule.scopeId });

/** The id of the user that a rule names, as what the new rule rests on; empty for a pre-authorised e-mail. */
export async function userIs(mirror: Mirror, { type, id }: SubjectRef): Promise<Fields> {
  if (type !== 'user') return {};
  const same = (await mirror.usersLike(id)).find(({ likeness }) => likeness === 'same')?.user;
  return same === undefined || changeOfLocalId(same.id) !== null ? {} : { userId: same.id };
}

/** Whether a role on a place administrates the whole tenant. */
export function administratesAll(
  facts: Pick<GrantFacts, 'roleNames'>,
  roleId: number,
  scope: ScopeRef,
): boolean {
  return (
    isSystemAdministrator(facts.roleNames.get(roleId) ?? '') &&
    (scope.type === 'tenant' || scope.type === 'system')
  );
}

async function readTargets(mirror: Mirror, rules: readonly AccessRule[], to: Becomes): Promise<Target[]> {
  const heldBy = new Map<string, Promise<readonly AccessRule[]>>();
  const targets: Target[] = [];
  for (const rule of rules) {
    const type = subjectTypeSchema.safeParse(rule.subjectType);
    const scopeType = scopeTypeSchema.safeParse(rule.scopeType);
    if (!type.success || !scopeType.success) throw strangeRule(rule);
    const subject = { type: type.data, id: rule.subjectId };
    const roleId = to.roleId ?? rule.roleId;
    const scope = to.scope ?? { type: scopeType.data, id: rule.scopeId };
    const who = `${subject.type}\n${subject.id}`;
    const held = heldBy.get(who) ?? mirror.rulesOf(subject);
    heldBy.set(who, held);
    const key = ruleKey(roleId, scope);
    // One of the selection that is so already stays, too.
    const others = (await held).filter((each) => each.id !== rule.id && keyOfRule(each) === key);
    // One that the tenant has is surer than one that is only made here.
    const holder = (others.find(({ id }) => id > 0) ?? others[0])?.id ?? null;
    const end = key === keyOfRule(rule) ? 'same' : holder === null ? 'new' : 'held';
    targets.push({ rule, subject, roleId, scope, end, holder });
  }
  return targets;
}

/** What changing these comes to: what is held already is not given again. */
function editsOf(changing: readonly Target[], facts: GrantFacts): EditDraft['edit'][] {
  return changing.flatMap(({ rule, subject, roleId, scope, end }) => {
    const roleName = facts.roleNames.get(roleId) ?? `Role ${roleId}`;
    const scopeName = facts.scopes.find(scope)?.name ?? scope.id;
    const given = end === 'new' ? [aboutToGive(subject, { roleId, roleName, scope, scopeName })] : [];
    return [...given, ...aboutToTake(rule)];
  });
}

const allSame: Finding = {
  rule: 'V36',
  severity: 'block',
  field: 'rules',
  message: 'Nothing would change: choose another role or another place.',
};

async function readChange(room: EditRoom, to: Becomes): Promise<Change> {
  const { mirror, session } = room;
  const rules = await mirror.rules(ruleNumbers(to.ids));
  if (rules.length === 0) throw unknownRule();
  const [targets, facts, rights] = await Promise.all([
    readTargets(mirror, rules, to),
    readGrantFacts(mirror),
    readActorRights(room),
  ]);
  const changing = targets.filter(({ end }) => end !== 'same');
  const grantsOf = (some: readonly Target[]): Grant[] =>
    uniqueGrants(some.map(({ roleId, scope }) => ({ roleId, scopes: [scope] })));
  const fresh = changing.filter(({ end }) => end === 'new');
  const grants = grantsOf(fresh);
  const context = { subjectType: 'user' as const, held: [], ...facts };
  const choices = checkChoices(grants, context);
  const types = [...new Set(fresh.map(({ subject }) => subject.type))];
  const losing = changing.filter(({ roleId, scope }) => !administratesAll(facts, roleId, scope));
  return {
    targets,
    facts,
    findings: [
      ...checkActor(session.describe().abilities, [
        'grant-rules',
        // What is only made here is taken back here.
        ...(changing.some(({ rule }) => rule.id > 0) ? (['remove-rules'] as const) : []),
      ]),
      ...(changing.length === 0 ? [allSame] : []),
      ...choices,
      ...checkEscalation(grants, rights),
      ...checkTouched(
        changing.map(({ rule }) => rule).filter(({ id }) => id > 0),
        rights,
      ),
      ...(choices.length > 0 ? [] : checkResearcherHasProject(grants, context)),
      ...checkRolesOn(grants, context),
      ...(choices.length > 0 ? [] : await checkSubjects(room, editsOf(changing, facts))),
      ...types.flatMap((subjectType) =>
        checkWideGrants(grantsOf(fresh.filter(({ subject }) => subject.type === subjectType)), {
          ...context,
          subjectType,
        }),
      ),
      ...checkRuleRemoval(
        await readRemovalFacts(
          room,
          losing.map(({ rule }) => rule),
          false,
          fresh.map(({ rule, roleId, scope }) => comingRule(rule, roleId, scope, facts)),
        ),
      ),
    ],
  };
}

const wordsOf = (facts: GrantFacts, roleId: number, scope: ScopeRef): string =>
  `${facts.roleNames.get(roleId) ?? `Role ${roleId}`} on ${placeWords(scope.type, facts.scopes.find(scope)?.name ?? scope.id)}`;

/** rules.changePreview: what becomes of each rule. */
export async function previewChange(room: EditRoom, to: Becomes): Promise<RemovalPreview> {
  const { targets, facts, findings } = await readChange(room, to);
  return {
    rows: targets.map(({ rule, roleId, scope, end }) => {
      const next = wordsOf(facts, roleId, scope);
      const what = {
        same: 'It is so already and stays as it is.',
        held: `${next} is held already, so only this rule goes.`,
        new: `It becomes ${next}.`,
      }[end];
      return {
        id: String(rule.id),
        title: `${rule.roleName} on ${placeWords(rule.scopeType, rule.scopeName)} of ${ruleSubjectWords(rule)}`,
        losses: [what],
      };
    }),
    findings: [...findings],
    typedPhrase: null,
  };
}

/** The old rule only goes: what it was to become is held, or is made for another rule of the same subject (`isMade`). */
function onlyGoes(
  room: EditRoom,
  { rule, roleId, scope }: Target,
  facts: GrantFacts,
  asOf: string | null,
  { after, isMade }: { readonly after: readonly string[]; readonly isMade: boolean },
  ids: PlanIds,
): EditPlan {
  if (rule.id > 0) {
    const draft = draftRuleDeletion(rule, asOf, after, ids);
    return { drafts: draft === null ? [] : [draft], drops: [] };
  }
  const open = openChanges(room);
  const made = ofKind(open, 'rule.create').find(({ edit }) => edit.localId === rule.id);
  if (made === undefined) throw changedJustNow(`The access rule ${rule.roleName}`);
  const { goes } = followersOf(made, { roleId, scope, scopes: facts.scopes }, open);
  return { drafts: draftFollowers(goes, after, ids, isMade ? [] : [made.id]), drops: [made.id] };
}

/** What one of the rules comes to. */
interface PlannedTarget {
  readonly target: Target;
  readonly plan: EditPlan;
}

/** A new rule takes the place of all that become the same with it, too. */
function withJoined(one: PlannedTarget, joins: ReadonlyMap<string, readonly string[]>): PlannedTarget {
  const drafts = one.plan.drafts.map((draft) => {
    const more = joins.get(draft.id) ?? [];
    return more.length === 0 ? draft : { ...draft, instead: [...(draft.instead ?? []), ...more] };
  });
  return { ...one, plan: { ...one.plan, drafts } };
}

/**
 * Every new rule before the old one goes (V39). Throws what {@link refuseUnlessReasoned} does. `reason` is for all of them;
 * without one each keeps its own, and `otherwise` answers for those that have none.
 */
export async function planChanges(
  deps: EditDeps,
  room: EditRoom,
  input: Becomes & Pick<ParsedInput<'rules.changeMany'>, 'acknowledged' | 'reason'>,
  otherwise: string | null = null,
): Promise<{ readonly facts: GrantFacts; readonly planned: readonly PlannedTarget[] }> {
  const { mirror } = room;
  const { targets, facts, findings } = await readChange(room, input);
  refuseUnlessReasoned(findings, input.acknowledged, input.reason ?? otherwise);
  const { asOf } = await mirror.info();
  const ids = planIds(deps, room);
  const planned: PlannedTarget[] = [];
  const madeFor = new Map<string, string>();
  const joins = new Map<string, string[]>();
  for (const target of targets) {
    const { rule, subject, roleId, scope, end, holder } = target;
    if (end === 'same') continue;
    const open = openChanges(room);
    const key = `${subject.type}\n${subject.id}\n${ruleKey(roleId, scope)}`;
    const before = madeFor.get(key);
    const subjectIs = await userIs(mirror, subject);
    const to = { roleId, scope, facts, reason: keptReason(input.reason), otherwise, subjectIs };
    const plan =
      end === 'held' || before !== undefined
        ? onlyGoes(
            room,
            target,
            facts,
            asOf,
            { after: before === undefined ? makersOf(open, holder) : [before], isMade: before !== undefined },
            ids,
          )
        : planRuleChange(rule, to, open, asOf, ids);
    const [create] = plan.drafts;
    if (create?.edit.kind === 'rule.create') madeFor.set(key, create.id);
    if (before !== undefined) joins.set(before, [...(joins.get(before) ?? []), ...plan.drops]);
    planned.push({ target, plan });
  }
  return { facts, planned: planned.map((one) => withJoined(one, joins)) };
}

/** rules.changeMany: one group of changes. */
export async function changeMany(
  deps: EditDeps,
  input: ParsedInput<'rules.changeMany'>,
): Promise<EditReport> {
  const room = openRoom(deps);
  if (input.roleId === null && input.scope === null) {
    throw new RolebookError({
      kind: 'input',
      origin: 'main',
      reason: 'nothing-chosen',
      message: 'Neither a role nor a place is chosen.',
      hint: 'Choose what the rules are to become.',
    });
  }
  const { facts, planned } = await planChanges(deps, room, input);
  const [only] = planned;
  const submitted = await submit(deps, room, {
    drafts: planned.flatMap(({ plan }) => plan.drafts),
    drops: planned.flatMap(({ plan }) => plan.drops),
    title:
      planned.length === 1 && only !== undefined
        ? `Change the access of ${ruleSubjectWords(only.target.rule)} to ${wordsOf(facts, only.target.roleId, only.target.scope)}`
        : `Change ${planned.length} access rules`,
    acknowledged: input.acknowledged,
    send: input.send,
    dryRun: input.dryRun === true,
    bulk: true,
  });
  return editReportOf(deps.tray, submitted);
}
