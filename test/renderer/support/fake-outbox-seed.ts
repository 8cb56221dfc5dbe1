import type { ChangeResult, Conflict, Edit } from '../../../src-shared/domain/change.ts';
import type { FakeFacts } from './fake-facts.ts';
import { fakeNow } from './fake-facts.ts';
import { fakeError } from './fake-outbox.ts';
import type { FakeOutbox } from './fake-outbox.ts';

const at = (minutesAgo: number): string => new Date(fakeNow - minutesAgo * 60_000).toISOString();
const done: ChangeResult = {
  serverId: 'u-1',
  clientId: null,
  how: 'done',
  note: null,
  credentialId: null,
  facts: { users: [], rules: [], serviceAccounts: [], roles: [] },
};

const conflict = (fields: Partial<Conflict>): Conflict => ({
  kind: 'changed-since',
  message: 'The user was changed at the tenant since you looked.',
  fields: [],
  choices: ['keep-mine', 'take-theirs'],
  existingId: null,
  ...fields,
});

/** Fills an outbox with a change in every state and a conflict of several kinds, then with plain ones up to `count`. */
export function seedOutbox(outbox: FakeOutbox, facts: FakeFacts, count: number): void {
  const rule = (email: string, index: number): Extract<Edit, { kind: 'rule.create' }> => {
    const role = facts.roles[index % facts.roles.length];
    const scope = facts.scopes[1 + (index % (facts.scopes.length - 1))];
    return {
      kind: 'rule.create',
      localId: -1 - index,
      subject: { type: 'user', id: email },
      roleId: role?.id ?? 1,
      roleName: role?.name ?? 'Viewer',
      scope: { type: scope?.type ?? 'tenant', id: scope?.id ?? '1' },
      scopeName: scope?.name ?? '',
    };
  };
  const user = (email: string, firstName: string, lastName: string): Edit => ({
    kind: 'user.create',
    email,
    firstName,
    lastName,
    notify: false,
  });
  const known = (index: number): { id: string; email: string } =>
    facts.users[index * 7] ?? { id: 'user-1', email: 'ada.adeyemi@example.com' };
  const removal = (index: number): Edit => ({
    kind: 'user.delete',
    userId: known(index).id,
    email: known(index).email,
    isLocal: true,
  });
  const account = (index: number): { id: string; name: string; clientId: string } => {
    const one = facts.serviceAccounts[index];
    return {
      id: `sa-${index}`,
      name: one?.name ?? 'ci-runner',
      clientId: one?.clientId ?? 'ci-runner-3f2a',
    };
  };

  // Ended ones first: they are older.
  outbox.add(
    'New user tove.ahlgren@example.com',
    [user('tove.ahlgren@example.com', 'Tove', 'Ahlgren'), rule('tove.ahlgren@example.com', 4)],
    [
      { state: 'done', attempts: 1, createdAt: at(190), updatedAt: at(189), result: done },
      {
        state: 'done',
        attempts: 1,
        createdAt: at(190),
        updatedAt: at(189),
        result: { ...done, how: 'already', note: 'The rule was there already.' },
      },
    ],
  );
  outbox.add(
    `Delete ${known(9).email}`,
    [removal(9)],
    [{ state: 'cancelled', createdAt: at(170), updatedAt: at(168) }],
  );

  outbox.add(
    'New user mira.novak@example.com',
    [
      user('mira.novak@example.com', 'Mira', 'Novak'),
      rule('mira.novak@example.com', 3),
      rule('mira.novak@example.com', 12),
    ],
    [
      {
        state: 'conflict',
        attempts: 1,
        createdAt: at(64),
        updatedAt: at(2),
        conflict: conflict({
          kind: 'email-taken',
          message: 'Another administrator made mira.novak@example.com after you saved yours.',
          fields: [
            {
              field: 'E-mail',
              base: null,
              mine: 'mira.novak@example.com',
              theirs: 'mira.novak@example.com',
              clash: false,
            },
            { field: 'First name', base: null, mine: 'Mira', theirs: 'Miroslava', clash: true },
            { field: 'Last name', base: null, mine: 'Novak', theirs: 'Novák', clash: true },
            { field: 'Created by', base: null, mine: null, theirs: 'lead@example.com', clash: false },
          ],
          choices: ['use-existing', 'edit', 'take-theirs', 'try-again'],
          existingId: 'user-881',
        }),
      },
      { state: 'blocked', createdAt: at(64), updatedAt: at(2) },
      { state: 'blocked', createdAt: at(64), updatedAt: at(2) },
    ],
  );
  outbox.add(
    `Delete ${known(2).email}`,
    [removal(2)],
    [
      {
        state: 'conflict',
        attempts: 1,
        createdAt: at(61),
        updatedAt: at(2),
        conflict: conflict({
          message: `${known(2).email} was changed at the tenant after you decided to delete it.`,
          fields: [
            { field: 'Last name', base: 'Bauer', mine: null, theirs: 'Bauer-Lindqvist', clash: true },
            {
              field: 'Access rules',
              base: ['Viewer on project speech-2'],
              mine: null,
              theirs: ['Viewer on project speech-2', 'Department administrator on department vision'],
              clash: true,
            },
            {
              field: 'lastLogin',
              base: '2026-11-20T08:30:00Z',
              mine: null,
              theirs: '2026-11-23T09:10:00Z',
              clash: false,
            },
          ],
        }),
      },
    ],
  );
  outbox.add(
    'New service account render-farm',
    [{ kind: 'service-account.create', name: 'render-farm' }],
    [
      {
        state: 'conflict',
        attempts: 1,
        createdAt: at(58),
        updatedAt: at(30),
        conflict: conflict({
          kind: 'password-not-received',
          message: 'The service account was made, but the reply with its client secret was lost.',
          choices: ['issue-new', 'take-theirs'],
        }),
      },
    ],
  );
  outbox.add(
    `Reset the password of ${known(4).email}`,
    [{ kind: 'user.reset-password', userId: known(4).id, email: known(4).email }],
    [{ state: 'unknown', attempts: 1, createdAt: at(40), updatedAt: at(1) }],
  );
  outbox.add(
    'Change of a rule of ada.adeyemi@example.com',
    [
      rule('ada.adeyemi@example.com', 7),
      {
        kind: 'rule.delete',
        ruleId: 1004,
        subject: { type: 'user', id: 'ada.adeyemi@example.com' },
        roleId: 5,
        roleName: 'Viewer',
        scope: { type: 'project', id: 'p1' },
        scopeName: 'tokenizer-1',
      },
    ],
    [
      { state: 'sending', attempts: 1, createdAt: at(12), updatedAt: at(0) },
      { dependsOn: ['change-11'], createdAt: at(12), updatedAt: at(12) },
    ],
  );
  outbox.add(
    'Disable service account backup',
    [{ kind: 'service-account.set-enabled', id: account(2).id, name: account(2).name, enabled: false }],
    [
      {
        attempts: 3,
        nextAt: at(-4),
        createdAt: at(10),
        updatedAt: at(1),
        error: fakeError({ retryAfterSeconds: 240 }),
      },
    ],
  );
  outbox.add(
    'Rules for the vision team',
    [20, 21, 22].map((index) => ({
      ...rule('vision-team', index),
      subject: { type: 'group' as const, id: 'vision-team' },
    })),
    [
      {
        state: 'rejected',
        attempts: 1,
        createdAt: at(9),
        updatedAt: at(1),
        error: fakeError({
          kind: 'input',
          reason: 'scope-unknown',
          retryable: false,
          message: 'The tenant does not know this scope.',
          hint: 'Take the change back, and give the role on another scope.',
          status: 400,
        }),
      },
      { held: true, createdAt: at(9) },
      { held: true, createdAt: at(9) },
    ],
  );
  outbox.add(
    'New client secret for grafana',
    [{ kind: 'service-account.rotate', ...account(1) }],
    [{ createdAt: at(6), updatedAt: at(6) }],
  );
  outbox.add(
    'Rules for the speech team',
    [24, 24].map((index, at) => ({
      ...rule(`speech-${at + 1}`, index),
      subject: { type: 'group' as const, id: `speech-${at + 1}` },
    })),
    [
      {
        state: 'conflict',
        attempts: 1,
        createdAt: at(5),
        updatedAt: at(1),
        conflict: conflict({
          kind: 'scope-gone',
          message: `${rule('', 24).scopeName} is no longer there.`,
          choices: ['another-scope', 'take-theirs', 'try-again'],
        }),
      },
      { held: true, createdAt: at(5) },
    ],
  );
  for (let index = 0; outbox.changes().length < count; index += 1) {
    const email = `batch.person${index}@example.com`;
    outbox.add(
      `New user ${email}`,
      [user(email, 'Batch', `Person ${index}`), rule(email, index)],
      [
        { held: true, createdAt: at(5) },
        { held: true, createdAt: at(5) },
      ],
    );
  }
}
