import { changeOfLocalId } from '../../src-shared/changes/local-id.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Change } from '../../src-shared/domain/change.ts';
import type { EditReport, RemovalPreview } from '../../src-shared/ipc/changes-contract.ts';
import type { ParsedInput } from '../../src-shared/ipc/contract.ts';
import { checkActor } from '../../src-shared/rules/actor-rules.ts';
import { checkTypedPhrase } from '../../src-shared/rules/delete-rules.ts';
import {
  checkOwnServiceAccount,
  checkRotation,
  checkServiceAccountDeletion,
  phraseForServiceAccounts,
  type ServiceAccountTarget,
} from '../../src-shared/rules/service-account-rules.ts';
import { checkServiceAccountName } from '../../src-shared/rules/subject-name-rules.ts';
import type { ServiceAccount } from '../../src-shared/wire/service-account-wire.ts';
import type { ActGate } from './act-gate.ts';
import type { ServiceAccountsService } from './changes-service.ts';
import { inPlaceOf, ofKind } from './edits/edit-draft.ts';
import { editReportOf } from './edits/edit-report.ts';
import { type EditDeps, type EditRoom, openChanges, openRoom, planIds } from './edits/edit-room.ts';
import {
  planRotation,
  planServiceAccount,
  planServiceAccountDeletion,
  planSwitch,
} from './edits/plan-service-accounts.ts';
import { submit } from './edits/submit.ts';
import { readAccounts, takenNames, targetOf } from './service-accounts/read-accounts.ts';
import { refuseUnlessAcceptable } from './users/refuse.ts';

const titled = (accounts: readonly ServiceAccount[], one: string, many: string): string => {
  const [first] = accounts;
  return accounts.length === 1 && first !== undefined
    ? `${one} service account ${first.name}`
    : `${many} ${accounts.length} service accounts`;
};

async function create(deps: EditDeps, input: ParsedInput<'serviceAccounts.create'>): Promise<EditReport> {
  const room = openRoom(deps);
  const name = input.name.trim();
  // An earlier attempt that the tenant refused for good makes room for this one.
  const refused = ofKind(room.outbox.open(), 'service-account.create').filter(
    ({ state, edit }) => state === 'rejected' && edit.name === name,
  );
  refuseUnlessAcceptable(
    [
      ...checkActor(room.session.describe().abilities, ['create-service-account']),
      ...checkServiceAccountName(name, await takenNames(room)),
    ],
    [],
  );
  const submitted = await submit(deps, room, {
    title: `New service account ${name}`,
    ...inPlaceOf(refused, planServiceAccount(name, planIds(deps, room))),
    acknowledged: [],
    send: input.send,
    bulk: false,
  });
  return editReportOf(deps.tray, submitted);
}

async function setEnabled(
  deps: EditDeps,
  input: ParsedInput<'serviceAccounts.setEnabled'>,
): Promise<EditReport> {
  const room = openRoom(deps);
  const accounts = await readAccounts(room, input.ids);
  const { actor, abilities } = room.session.describe();
  const targets = await Promise.all(accounts.map((account) => targetOf(room, account)));
  refuseUnlessAcceptable(
    [
      ...checkActor(abilities, ['update-service-account']),
      ...(input.enabled ? [] : targets.flatMap((target) => checkOwnServiceAccount(target, actor))),
    ],
    input.acknowledged,
  );
  const { asOf } = await room.mirror.info();
  const verb = input.enabled ? 'Enable' : 'Disable';
  const submitted = await submit(deps, room, {
    ...planSwitch(accounts, input.enabled, openChanges(room), asOf, planIds(deps, room)),
    title: titled(accounts, verb, verb),
    acknowledged: input.acknowledged,
    send: input.send,
    bulk: true,
  });
  return editReportOf(deps.tray, submitted);
}

/**
 * Rotations of an account that this one takes the place of: each issues a secret that voids the one before, so one is
 * enough. Throws `conflict`/`rotation-waits` where something else waits for one of them, which would go with it.
 */
function earlierRotations(room: EditRoom, account: ServiceAccount): readonly Change[] {
  const { outbox, push } = room;
  const mine = ofKind(openChanges(room), 'service-account.rotate').filter(
    ({ edit, state }) => edit.id === account.id && state !== 'sending' && state !== 'unknown',
  );
  const ids = mine.map(({ id }) => id);
  const others = outbox.open().filter(({ id }) => !ids.includes(id));
  if (others.some(({ dependsOn }) => dependsOn.some((id) => ids.includes(id)))) {
    throw new RolebookError({
      kind: 'conflict',
      origin: 'main',
      reason: 'rotation-waits',
      message: `A new secret for ${account.name} waits here already, and other changes wait for it.`,
      hint: 'Send it, or take it back first.',
    });
  }
  for (const { id, conflict } of mine)
    if (conflict?.kind === 'password-not-received') push.resolve(id, 'take-theirs', {});
  return mine;
}

async function rotate(deps: EditDeps, input: ParsedInput<'serviceAccounts.rotate'>): Promise<EditReport> {
  const room = openRoom(deps);
  const accounts = await readAccounts(room, [input.id]);
  const [account] = accounts;
  if (account === undefined || changeOfLocalId(account.id) !== null) {
    throw new RolebookError({
      kind: 'input',
      origin: 'main',
      reason: 'service-account-not-sent',
      message: 'This service account is not at the tenant yet, so there is no secret to replace.',
      hint: 'The first one comes when the account is created.',
    });
  }
  const target = await targetOf(room, account);
  const { actor, abilities } = room.session.describe();
  refuseUnlessAcceptable(
    [...checkActor(abilities, ['update-service-account']), ...checkRotation(target, deps.clock.now(), actor)],
    input.acknowledged,
  );
  const { asOf } = await room.mirror.info();
  const earlier = earlierRotations(room, account);
  const open = openChanges(room).filter(({ id }) => !earlier.some((change) => change.id === id));
  const submitted = await submit(deps, room, {
    title: titled(accounts, 'New secret for', 'New secrets for'),
    ...inPlaceOf(earlier, planRotation(account, open, asOf, planIds(deps, room))),
    acknowledged: input.acknowledged,
    send: input.send,
    bulk: false,
  });
  return editReportOf(deps.tray, submitted);
}

interface DeletionPlan {
  readonly accounts: readonly ServiceAccount[];
  readonly preview: RemovalPreview;
}

async function previewDeletion(
  deps: EditDeps,
  room: EditRoom,
  ids: readonly string[],
): Promise<DeletionPlan> {
  const accounts = await readAccounts(room, ids);
  const now = deps.clock.now();
  const { actor, abilities } = room.session.describe();
  const targets: ServiceAccountTarget[] = [];
  const rows: RemovalPreview['rows'] = [];
  for (const account of accounts) {
    const target = await targetOf(room, account);
    targets.push(target);
    rows.push({
      id: account.id,
      title: account.name,
      losses: target.rules.map((rule) => `${account.name} loses ${rule}.`),
    });
  }
  return {
    accounts,
    preview: {
      rows,
      findings: [
        ...checkActor(abilities, ['delete-service-account']),
        ...targets.flatMap((target) => [
          ...checkOwnServiceAccount(target, actor),
          ...checkServiceAccountDeletion(target, now),
        ]),
      ],
      typedPhrase: phraseForServiceAccounts(targets, now),
    },
  };
}

async function remove(deps: EditDeps, input: ParsedInput<'serviceAccounts.delete'>): Promise<EditReport> {
  const room = openRoom(deps);
  const { accounts, preview } = await previewDeletion(deps, room, input.ids);
  refuseUnlessAcceptable(
    [...preview.findings, ...checkTypedPhrase(preview.typedPhrase, input.typed)],
    input.acknowledged,
  );
  const { asOf } = await room.mirror.info();
  const submitted = await submit(deps, room, {
    ...planServiceAccountDeletion(accounts, openChanges(room), asOf, planIds(deps, room)),
    title: titled(accounts, 'Delete', 'Delete'),
    acknowledged: input.acknowledged,
    send: input.send,
    bulk: true,
  });
  return editReportOf(deps.tray, submitted);
}

/** Creating, switching, rotating and deleting service accounts (V09, V29, V35); all of it works offline. */
export function createServiceAccountsService(
  deps: EditDeps & { readonly acts: ActGate },
): ServiceAccountsService {
  const { acts } = deps;
  return {
    create: (input) => acts.during(() => create(deps, input)),
    setEnabled: (input) => acts.during(() => setEnabled(deps, input)),
    rotate: (input) => acts.during(() => rotate(deps, input)),
    deletePreview: async ({ ids }) => (await previewDeletion(deps, openRoom(deps), ids)).preview,
    delete: (input) => acts.during(() => remove(deps, input)),
  };
}
