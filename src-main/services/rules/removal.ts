import { subjectWords } from '../../../src-shared/changes/edit-words.ts';
import { placeWords } from '../../../src-shared/changes/place-words.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import { subjectTypeSchema } from '../../../src-shared/domain/subject.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { RemovalPreview } from '../../../src-shared/ipc/changes-contract.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { checkTouched } from '../../../src-shared/rules/escalation-rules.ts';
import {
  checkRuleRemoval,
  phraseForRules,
  type RemovalFacts,
} from '../../../src-shared/rules/rule-removal-rules.ts';
import type { EditRoom } from '../edits/edit-room.ts';
import { aboutToTake, checkSubjects } from '../edits/fit-grid.ts';
import { readAdministrators } from '../users/administrators.ts';
import { readActorRights } from './actor-rights.ts';
import { type MovedRule, readOwnLoss } from './own-loss.ts';
import { soleHolders } from './sole-holders.ts';

/** A rule's subject in words, also where its type is one we do not know. */
export function ruleSubjectWords(rule: Pick<AccessRule, 'subjectType' | 'subjectId'>): string {
  const type = subjectTypeSchema.safeParse(rule.subjectType);
  return type.success
    ? subjectWords({ type: type.data, id: rule.subjectId })
    : `${rule.subjectType} ${rule.subjectId}`;
}

/** Numbers of rules as the calls of the contract give them. Throws `input` for what is no number. */
export function ruleNumbers(ids: readonly string[]): number[] {
  return [...new Set(ids)].map((id) => {
    if (/^-?\d{1,15}$/.test(id)) return Number(id);
    throw new RolebookError({
      kind: 'input',
      origin: 'main',
      reason: 'not-a-rule',
      message: `“${id}” is not the number of an access rule.`,
    });
  });
}

/**
 * V20–V22 and V26 rest on these when rules go; `replaced` tells that their holders get the same right anew, `coming` what is
 * made in their place.
 */
export async function readRemovalFacts(
  { mirror, session }: Pick<EditRoom, 'mirror' | 'session'>,
  rules: readonly AccessRule[],
  replaced = false,
  coming: readonly MovedRule[] = [],
): Promise<RemovalFacts> {
  const going = new Set(rules.map((rule) => rule.id));
  const [before, after, soleHolderOf, ownLoss] = await Promise.all([
    readAdministrators(mirror),
    readAdministrators(mirror, replaced ? new Set() : going),
    // What was only made here never held anything.
    soleHolders(mirror, (other) => going.has(other.id))(rules.filter(({ id }) => id > 0)),
    replaced ? null : readOwnLoss({ mirror, session }, { going: rules, coming, made: true }),
  ]);
  const subjects = new Set(rules.map((rule) => `${rule.subjectType} ${rule.subjectId}`));
  return {
    actor: session.describe().actor,
    administratorsBefore: before.administrators,
    administratorsAfter: after.administrators,
    ssoInUse: before.ssoInUse,
    rules: rules.length,
    soleHolderOf: replaced ? [] : soleHolderOf,
    onlySubject: subjects.size === 1 ? (rules[0]?.subjectId ?? null) : null,
    ownLoss,
  };
}

/** What taking these rules away would mean. */
export async function previewRemoval(
  room: Pick<EditRoom, 'mirror' | 'session'>,
  rules: readonly AccessRule[],
): Promise<RemovalPreview> {
  const facts = await readRemovalFacts(room, rules);
  return {
    rows: rules.map((rule) => ({
      id: String(rule.id),
      title: `${rule.roleName} on ${placeWords(rule.scopeType, rule.scopeName)} of ${ruleSubjectWords(rule)}`,
      losses: [
        `${ruleSubjectWords(rule)} loses ${rule.roleName} on ${placeWords(rule.scopeType, rule.scopeName)}.`,
      ],
    })),
    findings: [
      ...checkActor(room.session.describe().abilities, ['remove-rules']),
      // What was only made here is taken back, which needs no right.
      ...checkTouched(
        rules.filter(({ id }) => id > 0),
        await readActorRights(room),
      ),
      ...checkRuleRemoval(facts),
      ...(await checkSubjects(room, rules.flatMap(aboutToTake))),
    ],
    typedPhrase: phraseForRules(facts),
  };
}
