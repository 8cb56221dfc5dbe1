import { subjectTypeSchema } from '../../../src-shared/domain/subject.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import { scopeRefSchema } from '../../../src-shared/domain/scope.ts';
import type { CallOutput, ParsedInput } from '../../../src-shared/ipc/contract.ts';
import { type Consequence, consequencesOf } from '../../../src-shared/reviews/consequences.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { blocking } from '../../../src-shared/rules/acknowledgement.ts';
import { checkEscalation, checkTouched } from '../../../src-shared/rules/escalation-rules.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { checkGrants } from '../../../src-shared/rules/grant-rules.ts';
import { checkMassChange } from '../../../src-shared/rules/mass-change-rules.ts';
import { checkRuleRemoval } from '../../../src-shared/rules/rule-removal-rules.ts';
import { type EditDraft, ofKind } from '../edits/edit-draft.ts';
import { type EditRoom, openChanges, openRoom, planIds } from '../edits/edit-room.ts';
import { makersOf } from '../edits/followers.ts';
import { planRuleChange } from '../edits/plan-rule-change.ts';
import { draftRuleDeletion } from '../edits/plan-rule-removal.ts';
import { submit } from '../edits/submit.ts';
import { readActorRights } from '../rules/actor-rights.ts';
import { administratesAll, userIs } from '../rules/change-rules.ts';
import { comingRule } from '../rules/own-loss.ts';
import { readRemovalFacts } from '../rules/removal.ts';
import { readAdministrators } from '../users/administrators.ts';
import { type GrantFacts, readGrantFacts } from '../users/grant-facts.ts';
import { refuseUnlessAcceptable } from '../users/refuse.ts';
import { answeredByReview } from './answered-by-review.ts';
import { misfits } from './fit-rows.ts';
import type { LiveCampaign } from './live-campaign.ts';
import { misnamed } from './misnamed.ts';
import { mostThatFit } from './most-that-fit.ts';
import { refuseClosed } from './refuse-act.ts';
import { plannedChangeIn, type ReviewDeps } from './review-deps.ts';

type Planned = CallOutput<'reviews.plan'>;
type Refused = Planned['refused'][number];

/** What becomes of one row. */
interface Target {
  readonly consequence: Consequence;
  readonly rule: AccessRule;
  /** Null: it only goes. */
  readonly to: {
    readonly roleId: number;
    readonly scope: { type: AccessRule['scopeType']; id: string };
  } | null;
  /** The rule by which it is held already, so that only this one goes. */
  readonly holder: number | null;
}

const words = (findings: readonly Finding[]): string => findings.map(({ message }) => message).join(' ');

/** Changes that wait already and do what was decided, by hand or cut off before they were written down: by rule. */
function alreadyGoing({ outbox }: EditRoom): ReadonlyMap<number, string> {
  return new Map(ofKind(outbox.open(), 'rule.delete').map(({ id, edit }) => [edit.ruleId, id]));
}

function targetOf(consequence: Consequence, rule: AccessRule, theirs: readonly AccessRule[]): Target {
  const { decision } = consequence;
  if (decision.kind === 'revoke') return { consequence, rule, to: null, holder: null };
  const to = {
    roleId: decision.role === null ? rule.roleId : Number(decision.role.id),
    scope: decision.scope ?? { type: rule.scopeType, id: rule.scopeId },
  };
  const same = theirs.filter(
    (other) =>
      other.id !== rule.id &&
      other.roleId === to.roleId &&
      other.scopeType === to.scope.type &&
      other.scopeId === to.scope.id,
  );
  return { consequence, rule, to, holder: (same.find(({ id }) => id > 0) ?? same[0])?.id ?? null };
}

/** Why one row cannot be planned, in words; null: it can. */
async function problemOf(
  room: EditRoom,
  { consequence: { decision }, rule, to }: Target,
  about: { readonly facts: GrantFacts; readonly rights: Awaited<ReturnType<typeof readActorRights>> },
): Promise<string | null> {
  const findings: Finding[] = [...checkTouched([rule], about.rights)];
  const type = subjectTypeSchema.safeParse(rule.subjectType);
  if (!type.success) return `Rules of ${rule.subjectType} cannot be changed here.`;
  const other = misnamed(decision, about.facts);
  if (other !== null) return other;
  if (to !== null) {
    const scope = scopeRefSchema.safeParse(to.scope);
    if (!scope.success) return `${to.scope.type} ${to.scope.id} is no place that access can be given on.`;
    const grants = [{ roleId: to.roleId, scopes: [scope.data] }];
    const held = await room.mirror.rulesOf({ type: type.data, id: rule.subjectId });
    findings.push(
      ...checkEscalation(grants, about.rights),
      ...checkGrants(grants, { subjectType: type.data, held, ...about.facts }),
    );
  }
  const blocks = blocking(findings);
  return blocks.length === 0 ? null : words(blocks);
}

async function massOf(room: EditRoom, losing: readonly AccessRule[], users: number): Promise<Finding[]> {
  const going = new Set(losing.map(({ id }) => id));
  const [before, after, { counts }] = await Promise.all([
    readAdministrators(room.mirror),
    readAdministrators(room.mirror, going),
    room.mirror.info(),
  ]);
  return checkMassChange({
    users,
    usersOf: counts.users,
    administrators: before.administrators.length - after.administrators.length,
    administratorsOf: before.administrators.length,
  });
}

/**
 * Takes out the rows without which the tenant would have no administrator left (V20, V21), as few as that needs: all others go,
 * administrators’ too.
 */
async function keepAdministrators(
  room: EditRoom,
  targets: readonly Target[],
  facts: GrantFacts,
): Promise<{
  readonly targets: readonly Target[];
  readonly refused: readonly Refused[];
  readonly warnings: Finding[];
}> {
  const isLosing = ({ to }: Target): boolean =>
    to === null || !administratesAll(facts, to.roleId, scopeRefSchema.parse(to.scope));
  const check = async (some: readonly Target[]): Promise<Finding[]> =>
    checkRuleRemoval(
      await readRemovalFacts(
        room,
        some.filter(isLosing).map(({ rule }) => rule),
        false,
        some.flatMap(({ rule, to }) => (to === null ? [] : [comingRule(rule, to.roleId, to.scope, facts)])),
      ),
    );
  const found = await check(targets);
  const blocks = blocking(found);
  if (blocks.length === 0) return { targets, refused: [], warnings: found };
  const isAbout = (target: Target): boolean =>
    isLosing(target) &&
    administratesAll(facts, target.rule.roleId, { type: 'tenant', id: target.rule.scopeId }) &&
    ['tenant', 'system'].includes(target.rule.scopeType);
  const own = room.session.describe().actor.toLowerCase();
  const isOwn = ({ rule }: Target): boolean => rule.subjectId.toLowerCase() === own;
  const about = targets.filter(isAbout);
  // One of them has to stay: whoever does this goes last, so that it is rather they than somebody who is not here.
  const inOrder = [...about.filter((target) => !isOwn(target)), ...about.filter(isOwn)];
  const going = targets.filter((target) => !isAbout(target));
  const refused: Refused[] = [];
  for (let rest = inOrder; rest.length > 0;) {
    const fit = await mostThatFit(rest.length, async (count) => {
      const found = await check([...going, ...rest.slice(0, count)]);
      return blocking(found).length === 0;
    });
    going.push(...rest.slice(0, fit));
    const [stays] = rest.slice(fit);
    if (stays !== undefined) {
      const why = blocking(await check([...going, stays]));
      refused.push({ row: stays.consequence.row.id, message: words(why) });
    }
    rest = rest.slice(fit + 1);
  }
  return { targets: going, refused, warnings: await check(going) };
}

async function draftsOf(
  deps: ReviewDeps,
  room: EditRoom,
  targets: readonly Target[],
  about: { readonly facts: GrantFacts; readonly reason: string },
): Promise<{ readonly drafts: EditDraft[]; readonly byRow: Map<string, string[]> }> {
  const { asOf } = await room.mirror.info();
  const ids = planIds(deps, room);
  const drafts: EditDraft[] = [];
  const byRow = new Map<string, string[]>();
  /** A new rule that several old ones become is made once. */
  const madeFor = new Map<string, string>();
  for (const { consequence, rule, to, holder } of targets) {
    const subject = subjectTypeSchema.parse(rule.subjectType);
    const key =
      to === null ? '' : [subject, rule.subjectId, to.roleId, to.scope.type, to.scope.id].join('\n');
    const before = madeFor.get(key);
    let made: readonly EditDraft[];
    if (to === null || holder !== null || before !== undefined) {
      const after = before === undefined ? makersOf(openChanges(room), holder) : [before];
      const gone = draftRuleDeletion(rule, asOf, after, ids);
      made = gone === null ? [] : [gone];
    } else {
      made = planRuleChange(
        rule,
        {
          roleId: to.roleId,
          scope: scopeRefSchema.parse(to.scope),
          facts: about.facts,
          reason: about.reason,
          subjectIs: await userIs(room.mirror, { type: subject, id: rule.subjectId }),
        },
        room.outbox.open(),
        asOf,
        ids,
      ).drafts;
      const [create] = made;
      if (create?.edit.kind === 'rule.create') madeFor.set(key, create.id);
    }
    drafts.push(...made);
    byRow.set(consequence.row.id, [...(before === undefined ? [] : [before]), ...made.map(({ id }) => id)]);
  }
  return { drafts, byRow };
}

/**
 * reviews.plan: what was decided as one group of changes, the campaign its reason; controls never are. Each row that cannot
 * be planned is told with why, the others go on. V49 wants to be acknowledged; V20–V25 hold as for every edit.
 */
export async function planCampaign(
  deps: ReviewDeps,
  live: LiveCampaign,
  input: Pick<ParsedInput<'reviews.plan'>, 'send' | 'acknowledged'>,
): Promise<Planned> {
  refuseClosed(live);
  const room = openRoom(deps);
  const open = consequencesOf(live.state, live.controls, plannedChangeIn(room)).filter(
    ({ state }) => state === 'to-plan',
  );
  const going = alreadyGoing(room);
  const refused: Refused[] = [];
  const planned: { row: string; changes: string[] }[] = [];
  const wanted: Consequence[] = [];
  for (const consequence of open) {
    const change = going.get(Number(consequence.row.id));
    if (change !== undefined && consequence.decision.kind === 'revoke')
      planned.push({ row: consequence.row.id, changes: [change] });
    else wanted.push(consequence);
  }
  const rules = new Map(
    (await room.mirror.rules(wanted.map(({ row }) => Number(row.id)))).map((rule) => [String(rule.id), rule]),
  );
  const [facts, rights] = await Promise.all([readGrantFacts(room.mirror), readActorRights(room)]);
  const possible: Target[] = [];
  for (const consequence of wanted) {
    const rule = rules.get(consequence.row.id);
    if (rule === undefined) {
      refused.push({
        row: consequence.row.id,
        message: 'The access rule is not there any more. The next whole look at the tenant proves it.',
      });
      continue;
    }
    const type = subjectTypeSchema.safeParse(rule.subjectType);
    const theirs =
      consequence.decision.kind === 'change' && type.success
        ? await room.mirror.rulesOf({ type: type.data, id: rule.subjectId })
        : [];
    const target = targetOf(consequence, rule, theirs);
    const problem = await problemOf(room, target, { facts, rights });
    if (problem === null) possible.push(target);
    else refused.push({ row: consequence.row.id, message: problem });
  }
  const unfit = await misfits(room, possible, facts);
  for (const [{ consequence }, message] of unfit) refused.push({ row: consequence.row.id, message });
  const kept = await keepAdministrators(
    room,
    possible.filter((target) => !unfit.has(target)),
    facts,
  );
  const users = new Set(
    kept.targets
      .filter(({ rule }) => rule.subjectType === 'user')
      .map(({ rule }) => rule.subjectId.toLowerCase()),
  );
  const acknowledged = [...(await answeredByReview(room)), ...(input.acknowledged ?? [])];
  if (kept.targets.length > 0)
    refuseUnlessAcceptable(
      [
        ...checkActor(room.session.describe().abilities, [
          'remove-rules',
          ...(kept.targets.some(({ to }) => to !== null) ? (['grant-rules'] as const) : []),
        ]),
        ...kept.warnings,
        ...(await massOf(
          room,
          kept.targets.map(({ rule }) => rule),
          users.size,
        )),
      ],
      acknowledged,
    );
  const title = `Review “${live.campaign.settings.name}”`;
  const { drafts, byRow } = await draftsOf(deps, room, kept.targets, { facts, reason: title });
  if (drafts.length > 0)
    await submit(deps, room, {
      drafts,
      drops: [],
      title,
      acknowledged,
      send: input.send,
      bulk: true,
    });
  for (const [row, changes] of byRow) if (changes.length > 0) planned.push({ row, changes });
  const { campaign } = live;
  if (planned.length > 0)
    deps.live.append(live, {
      events: [{ type: 'planned', rows: planned }],
      journal: [
        {
          verb: 'review.plan',
          object: campaign.settings.name,
          detail: {
            campaign: campaign.id,
            rows: planned.length,
            changes: drafts.length,
            refused: refused.length,
            result: 'done',
          },
        },
      ],
    });
  return { changes: drafts.length, refused: [...refused, ...kept.refused] };
}
