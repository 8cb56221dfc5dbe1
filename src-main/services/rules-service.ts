import { placeWords } from '../../src-shared/changes/place-words.ts';
import { subjectTypeSchema } from '../../src-shared/domain/subject.ts';
import type { ParsedInput } from '../../src-shared/ipc/contract.ts';
import type { EditReport } from '../../src-shared/ipc/changes-contract.ts';
import { checkActor } from '../../src-shared/rules/actor-rules.ts';
import { checkTypedPhrase } from '../../src-shared/rules/delete-rules.ts';
import { checkEscalation, checkTouched } from '../../src-shared/rules/escalation-rules.ts';
import { keptReason } from '../../src-shared/rules/reason-rules.ts';
import { checkGrants } from '../../src-shared/rules/grant-rules.ts';
import { checkRuleRemoval } from '../../src-shared/rules/rule-removal-rules.ts';
import type { ActGate } from './act-gate.ts';
import type { RulesService } from './changes-service.ts';
import { editReportOf } from './edits/edit-report.ts';
import { type EditDeps, openChanges, openRoom, planIds } from './edits/edit-room.ts';
import { planRuleChange } from './edits/plan-rule-change.ts';
import { planRuleRemoval } from './edits/plan-rule-removal.ts';
import { submit } from './edits/submit.ts';
import { addRulesToMany, previewAddition } from './rules/add-rules-to-many.ts';
import { heldPlaces } from './rules/held-places.ts';
import { administratesAll, changeMany, previewChange, userIs } from './rules/change-rules.ts';
import { comingRule } from './rules/own-loss.ts';
import { strangeRule, unknownRule } from './rules/rule-failures.ts';
import { readActorRights } from './rules/actor-rights.ts';
import { previewRemoval, readRemovalFacts, ruleNumbers, ruleSubjectWords } from './rules/removal.ts';
import { readGrantFacts } from './users/grant-facts.ts';
import { refuseUnlessAcceptable, refuseUnlessReasoned } from './users/refuse.ts';

async function remove(deps: EditDeps, input: ParsedInput<'rules.remove'>): Promise<EditReport> {
  const room = openRoom(deps);
  const rules = await room.mirror.rules(ruleNumbers(input.ids));
  if (rules.length === 0) throw unknownRule();
  const preview = await previewRemoval(room, rules);
  refuseUnlessAcceptable(
    [...preview.findings, ...checkTypedPhrase(preview.typedPhrase, input.typed)],
    input.acknowledged,
  );
  const { asOf } = await room.mirror.info();
  const [first] = rules;
  const submitted = await submit(deps, room, {
    ...planRuleRemoval(rules, openChanges(room), asOf, planIds(deps, room)),
    title:
      rules.length === 1 && first !== undefined
        ? `Less access for ${ruleSubjectWords(first)}`
        : `Remove ${rules.length} access rules`,
    acknowledged: input.acknowledged,
    send: input.send,
    bulk: true,
  });
  return editReportOf(deps.tray, submitted);
}

async function change(deps: EditDeps, input: ParsedInput<'rules.change'>): Promise<EditReport> {
  const room = openRoom(deps);
  const { mirror, session } = room;
  const [rule] = await mirror.rules(ruleNumbers([input.id]));
  if (rule === undefined) throw unknownRule();
  const type = subjectTypeSchema.safeParse(rule.subjectType);
  if (!type.success) throw strangeRule(rule);
  const subject = { type: type.data, id: rule.subjectId };
  const [facts, held] = await Promise.all([readGrantFacts(mirror), mirror.rulesOf(subject)]);
  const roleName = facts.roleNames.get(input.roleId) ?? '';
  const staysAdministrator = administratesAll(facts, input.roleId, input.scope);
  const grants = [{ roleId: input.roleId, scopes: [input.scope] }];
  const rights = await readActorRights(room);
  refuseUnlessReasoned(
    [
      ...checkActor(session.describe().abilities, ['grant-rules', 'remove-rules']),
      ...checkEscalation(grants, rights),
      ...checkTouched([rule], rights),
      ...checkGrants(grants, { subjectType: subject.type, held, ...facts }),
      ...checkRuleRemoval(
        await readRemovalFacts(room, [rule], staysAdministrator, [
          comingRule(rule, input.roleId, input.scope, facts),
        ]),
      ),
    ],
    input.acknowledged,
    input.reason,
  );
  const { asOf } = await mirror.info();
  const to = {
    roleId: input.roleId,
    scope: input.scope,
    facts,
    reason: keptReason(input.reason),
    subjectIs: await userIs(mirror, subject),
  };
  const place = placeWords(input.scope.type, facts.scopes.find(input.scope)?.name ?? input.scope.id);
  const submitted = await submit(deps, room, {
    ...planRuleChange(rule, to, openChanges(room), asOf, planIds(deps, room)),
    title: `Change the access of ${ruleSubjectWords(rule)} to ${roleName} on ${place}`,
    acknowledged: input.acknowledged,
    send: input.send,
    bulk: false,
  });
  return editReportOf(deps.tray, submitted);
}

/** Giving access rules, taking them away and changing them; all of it works offline. */
export function createRulesService(deps: EditDeps & { readonly acts: ActGate }): RulesService {
  return {
    removePreview: async ({ ids }) => {
      const room = openRoom(deps);
      return await previewRemoval(room, await room.mirror.rules(ruleNumbers(ids)));
    },
    remove: (input) => deps.acts.during(() => remove(deps, input)),
    change: (input) => deps.acts.during(() => change(deps, input)),
    addPreview: (input) => previewAddition(openRoom(deps), input),
    held: (input) => heldPlaces(openRoom(deps).mirror, input),
    add: (input) => deps.acts.during(() => addRulesToMany(deps, input)),
    changePreview: (input) => previewChange(openRoom(deps), input),
    changeMany: (input) => deps.acts.during(() => changeMany(deps, input)),
  };
}
