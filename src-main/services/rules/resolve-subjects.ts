import { changeOfLocalId } from '../../../src-shared/changes/local-id.ts';
import type { AccessRule } from '../../../src-shared/domain/access-rule.ts';
import type { Base } from '../../../src-shared/domain/change.ts';
import type { SubjectRef } from '../../../src-shared/domain/subject.ts';
import type { KnownSubject, WantedSubject } from '../../../src-shared/ipc/rules-contract.ts';
import { checkEmail } from '../../../src-shared/rules/email-rules.ts';
import { checkExistingUsers } from '../../../src-shared/rules/existing-user-rules.ts';
import type { Finding } from '../../../src-shared/rules/finding.ts';
import { checkGroupName } from '../../../src-shared/rules/subject-name-rules.ts';
import type { ServiceAccount } from '../../../src-shared/wire/service-account-wire.ts';
import type { Mirror } from '../../db/mirror.ts';
import { userSeen } from '../edits/edit-draft.ts';
import { asSent } from '../users/email-state.ts';
import { ownRules } from '../users/own-rules.ts';

/** A subject that rules can be given to. */
export interface ResolvedSubject {
  readonly subject: SubjectRef;
  readonly held: readonly AccessRule[];
  /** What the rules rest on at the tenant; null where there is nothing to hold against. */
  readonly base: Base | null;
  /** The change that makes it, where it is not at the tenant yet. */
  readonly madeBy: string | null;
}

/** What became of one wanted subject. */
interface Answer {
  readonly known: KnownSubject;
  /** Null where there is no such subject. */
  readonly resolved: ResolvedSubject | null;
  readonly findings: readonly Finding[];
}

const aboutOf = ({ type, id }: WantedSubject): string => `${type}:${id}`;

const about = (wanted: WantedSubject, findings: readonly Finding[]): Finding[] =>
  findings.map((finding) => ({ ...finding, field: 'subjects', about: aboutOf(wanted) }));

const unknown = (wanted: WantedSubject, findings: readonly Finding[]): Answer => ({
  known: { wanted, subject: null, name: wanted.id, state: 'unknown', ruleCount: 0 },
  resolved: null,
  findings: about(wanted, findings),
});

/** A user who is there, one that waits to be made, or an e-mail that nobody has signed in with (pre-authorised). */
async function resolveUser(mirror: Mirror, wanted: WantedSubject, asOf: string | null): Promise<Answer> {
  const alike = await mirror.usersLike(asSent(wanted.id));
  const same = alike.filter(({ likeness }) => likeness === 'same').map(({ user }) => user);
  const [user] = same;
  if (user !== undefined && same.length === 1) {
    const held = await ownRules(mirror, user);
    const subject = { type: 'user', id: user.email } as const;
    return {
      known: { wanted, subject, name: user.email, state: 'known', ruleCount: held.length },
      resolved: { subject, held, base: userSeen(user, asOf), madeBy: changeOfLocalId(user.id) },
      findings: [],
    };
  }
  const found = [
    ...checkEmail(wanted.id),
    ...checkExistingUsers(
      wanted.id,
      'sso',
      alike.map((one) => one.user),
    ),
  ];
  if (found.some(({ severity }) => severity === 'block')) return unknown(wanted, found);
  const subject = { type: 'user', id: asSent(wanted.id) } as const;
  const held = await mirror.rulesOf(subject);
  return {
    known: { wanted, subject, name: subject.id, state: 'pre-authorised', ruleCount: held.length },
    resolved: { subject, held, base: null, madeBy: null },
    findings: about(wanted, found),
  };
}

/** Names of groups that hold the wanted one in them, whatever their capitals. */
async function groupsLike(mirror: Mirror, text: string): Promise<string[]> {
  const window = await mirror.window({
    view: 'groups',
    search: '',
    filters: [{ column: 'name', op: 'contains', values: [text.trim().slice(0, 300)] }],
    sort: [],
    from: 0,
    to: 500,
    columns: ['name'],
    facets: false,
  });
  return (window.columns['name'] ?? []).map(String);
}

async function resolveGroup(mirror: Mirror, wanted: WantedSubject): Promise<Answer> {
  const subject = { type: 'group', id: wanted.id } as const;
  const known = wanted.id.trim() === '' ? [] : await groupsLike(mirror, wanted.id);
  const found = checkGroupName(wanted.id, known);
  if (found.some(({ severity }) => severity === 'block')) return unknown(wanted, found);
  const held = await mirror.rulesOf(subject);
  const state = known.includes(wanted.id) || held.length > 0 ? 'known' : 'new';
  return {
    known: { wanted, subject, name: wanted.id, state, ruleCount: held.length },
    resolved: { subject, held, base: null, madeBy: null },
    findings: about(wanted, found),
  };
}

const noAccount = (wanted: WantedSubject, count: number): Finding => ({
  rule: 'V14',
  severity: 'block',
  field: 'subjects',
  message:
    count === 0
      ? `There is no service account “${wanted.id}”. Sync, or choose another.`
      : `${count} service accounts are called “${wanted.id}”. Give the client id of one.`,
});

/** By client id or id, else by name; rules may call it by any of the three. */
async function resolveAccount(
  mirror: Mirror,
  wanted: WantedSubject,
  accounts: readonly ServiceAccount[],
): Promise<Answer> {
  const byId = accounts.filter(({ clientId, id }) => clientId === wanted.id || id === wanted.id);
  const found = byId.length > 0 ? byId : accounts.filter(({ name }) => name === wanted.id);
  const [account] = found;
  if (account === undefined || found.length > 1) return unknown(wanted, [noAccount(wanted, found.length)]);
  const names = [...new Set([account.clientId, account.name, account.id])];
  const held = await Promise.all(
    names.flatMap((id) => (['service-account', 'app'] as const).map((type) => mirror.rulesOf({ type, id }))),
  );
  const rules = [...new Map(held.flat().map((rule) => [rule.id, rule])).values()];
  const subject = { type: 'service-account', id: account.clientId } as const;
  return {
    known: { wanted, subject, name: account.name, state: 'known', ruleCount: rules.length },
    resolved: { subject, held: rules, base: null, madeBy: changeOfLocalId(account.id) },
    findings: [],
  };
}

/** Subjects as the mirror knows them, each once however often it was named. Asks nobody else, so it works offline. */
export async function resolveSubjects(
  mirror: Mirror,
  wanted: readonly WantedSubject[],
): Promise<{
  readonly known: readonly KnownSubject[];
  readonly resolved: readonly ResolvedSubject[];
  readonly findings: readonly Finding[];
}> {
  const { asOf } = await mirror.info();
  const machines = wanted.some(({ type }) => type === 'service-account');
  const accounts = machines ? await mirror.serviceAccounts(null) : [];
  const answers: Answer[] = [];
  for (const one of wanted) {
    answers.push(
      one.type === 'user'
        ? await resolveUser(mirror, one, asOf)
        : one.type === 'group'
          ? await resolveGroup(mirror, one)
          : await resolveAccount(mirror, one, accounts),
    );
  }
  const unique = new Map<string, Answer>();
  for (const answer of answers) {
    const { subject } = answer.known;
    const key = subject === null ? aboutOf(answer.known.wanted) : `${subject.type}\n${subject.id}`;
    if (!unique.has(key)) unique.set(key, answer);
  }
  const found = [...unique.values()];
  return {
    known: found.map(({ known }) => known),
    resolved: found.flatMap(({ resolved }) => resolved ?? []),
    findings: found.flatMap(({ findings }) => findings),
  };
}
