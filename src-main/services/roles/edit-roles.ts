import { keysOf, permissionsOfKeys, without } from '../../../src-shared/access/permission-keys.ts';
import { mergeRole } from '../../../src-shared/changes/merge-role.ts';
import { roleFields } from '../../../src-shared/changes/base-fields.ts';
import { placeWords } from '../../../src-shared/changes/place-words.ts';
import { isRoleClash } from '../../../src-shared/changes/role-clash.ts';
import type { Change } from '../../../src-shared/domain/change.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import type { EditReport, RemovalPreview } from '../../../src-shared/ipc/changes-contract.ts';
import type { ParsedInput } from '../../../src-shared/ipc/contract.ts';
import type { RolePreview } from '../../../src-shared/ipc/roles-contract.ts';
import { checkActor } from '../../../src-shared/rules/actor-rules.ts';
import { checkTypedPhrase } from '../../../src-shared/rules/delete-rules.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { isOwnSubject } from '../../../src-shared/rules/own-account-rules.ts';
import { checkRoleDraft, checkRoleLosses, checkRoleUse } from '../../../src-shared/rules/role-rules.ts';
import { parseGuarded } from '../../../src-shared/wire/parse-guarded.ts';
import type { Mirror } from '../../db/mirror.ts';
import { inPlaceOf, seen } from '../edits/edit-draft.ts';
import { notOffered } from '../../sync/push/choices.ts';
import { editReportOf } from '../edits/edit-report.ts';
import { type EditDeps, type EditRoom, openChanges, openRoom, planIds } from '../edits/edit-room.ts';
import { planNewRole, planRoleChange, planRoleDeletion, planRoleSwitch } from '../edits/plan-roles.ts';
import { sendNow, submit } from '../edits/submit.ts';
import { readOwnAccount } from '../rules/own-account.ts';
import { ruleSubjectWords } from '../rules/removal.ts';
import { refuseUnlessAcceptable } from '../users/refuse.ts';
import { type ReadDraft, readDraft, singlePermissions } from './draft-content.ts';
import { holderDifferences, noDifferences } from './holder-differences.ts';
import { readRoles } from './read-roles.ts';
import { readRoleClash } from './role-clash.ts';

const mostRows = 500;
/** More roles than this in one act need a typed phrase (V29). */
const typedAbove = 10;

interface Checked {
  readonly role: Role | null;
  /** The change whose conflict is decided by it. */
  readonly clash: Change | null;
  readonly draft: ReadDraft;
  readonly preview: RolePreview;
}

async function check(
  room: Pick<EditRoom, 'mirror' | 'session' | 'outbox'>,
  { id, draft, clash }: ParsedInput<'roles.preview'>,
): Promise<Checked> {
  const { mirror, session } = room;
  const [roles, sets] = await Promise.all([mirror.roles(), mirror.permissionSets()]);
  const both = clash === undefined ? null : await readRoleClash(room, clash, id);
  const role = both?.theirs ?? (id === null ? null : ((await readRoles(room, [id]))[0] ?? null));
  const read = readDraft(draft, sets);
  const { abilities, productLine, actor } = session.describe();
  const single = singlePermissions(productLine);
  const before = role?.enabled === false ? new Set<string>() : keysOf(role?.permissions ?? []);
  const after = role?.enabled === false ? new Set<string>() : read.keys;
  const holders = role === null ? noDifferences(0) : await holderDifferences(mirror, role.id, before, after);
  const losing = holders.rows.filter(({ losses }) => losses.length > 0);
  const own = await readOwnAccount(mirror, actor);
  const findings = [
    ...checkRoleDraft(
      { name: read.content.name, description: read.content.description, permissions: read.keys },
      {
        self: role,
        roles,
        whyNot: abilities.customRoles.allowed ? null : (abilities.customRoles.reason ?? ''),
        single: single.allowed ? null : { keys: read.single, whyNot: single.reason ?? '' },
        unknownSets: read.unknownSets,
      },
    ),
    ...checkRoleLosses({
      holders: losing.length,
      names: losing.map(({ title, members }) =>
        members === null ? title : `${title} (${members} known ${members === 1 ? 'member' : 'members'})`,
      ),
      self: losing.some(
        ({ subjectType: type, subjectId }) =>
          foldEmail(subjectId) === foldEmail(actor) ||
          (own !== null && isOwnSubject(own, { type, id: subjectId })),
      ),
    }),
  ];
  const was = keysOf(role?.permissions ?? []);
  return {
    role,
    clash: both?.change ?? null,
    draft: read,
    preview: {
      findings,
      permissions: permissionsOfKeys(read.keys),
      gained: permissionsOfKeys(without(read.keys, was)),
      lost: permissionsOfKeys(without(was, read.keys)),
      holders: {
        total: holders.total,
        gaining: holders.rows.filter(({ gains }) => gains.length > 0).length,
        losing: losing.length,
        people: holders.people,
        rows: holders.rows.slice(0, mostRows),
      },
    },
  };
}

/** What a role would be, checked, and what that means for those who hold it. */
export async function previewRole(
  room: Pick<EditRoom, 'mirror' | 'session' | 'outbox'>,
  input: ParsedInput<'roles.preview'>,
): Promise<RolePreview> {
  return (await check(room, input)).preview;
}

/** The predefined role whose rights on clusters a copy takes over: the source itself, or the one that it copies. */
async function kubernetesRoleOf(mirror: Mirror, source: Role | undefined): Promise<string | null> {
  if (source === undefined || source.id < 0) return null;
  if (!source.custom) return String(source.id);
  const raw = (await mirror.record('roles', String(source.id)))?.raw ?? null;
  const fact: unknown = raw === null ? null : parseGuarded(raw, 'a role');
  const copied: unknown =
    typeof fact === 'object' && fact !== null && 'kubernetesPermissions' in fact
      ? fact.kubernetesPermissions
      : null;
  if (typeof copied !== 'object' || copied === null || !('predefinedRole' in copied)) return null;
  return typeof copied.predefinedRole === 'string' ? copied.predefinedRole : null;
}

/** What is to become of a role that was changed here and elsewhere: the change that waits for that wants it now. */
async function decideClash(
  deps: EditDeps,
  room: EditRoom,
  decision: Pick<ParsedInput<'roles.save'>, 'shown' | 'acknowledged' | 'send'> & {
    readonly role: Role;
    readonly clash: Change;
    readonly draft: ReadDraft;
  },
): Promise<EditReport> {
  const { role, clash, draft, shown = roleFields(role), acknowledged, send } = decision;
  const { asOf } = await room.mirror.info();
  const { content } = draft;
  // While it was looked through it may have been decided otherwise, and sent.
  const now = room.outbox.get(clash.id);
  if (now === null || !isRoleClash(now)) throw notOffered();
  // As the tenant has it already: then mine is not wanted any more. What waits for it would be taken back with it; that goes
  // on once this is found to be so.
  const isNeeded = room.outbox.open().some(({ dependsOn }) => dependsOn.includes(clash.id));
  const moved =
    !isNeeded && mergeRole(shown, content, role).same
      ? room.push.resolve(clash.id, 'take-theirs', {})
      : room.push.resolve(clash.id, 'edit', {
          role: { content, base: seen(shown, asOf), acknowledged, held: send === 'staged' },
        });
  await room.overlay.refresh();
  const going = moved.filter(({ state, held }) => state === 'pending' && !held);
  const goes = going.length > 0 && (send === 'now' || (await deps.sendAutomatically()));
  const requests = goes ? await sendNow(deps, room, going) : 0;
  const changes = moved.map((change) => room.outbox.get(change.id) ?? change);
  return editReportOf(deps.tray, { groupId: clash.groupId, changes, dropped: [], requests });
}

/** Makes a role or changes one (V43, V44, V54); works offline. */
export async function saveRole(deps: EditDeps, input: ParsedInput<'roles.save'>): Promise<EditReport> {
  const room = openRoom(deps);
  const { role, clash, draft, preview } = await check(room, input);
  refuseUnlessAcceptable(preview.findings, input.acknowledged);
  if (role !== null && clash !== null) return await decideClash(deps, room, { ...input, role, clash, draft });
  const ids = planIds(deps, room);
  const { asOf } = await room.mirror.info();
  const { content } = draft;
  const group = { acknowledged: input.acknowledged, send: input.send, bulk: false };
  if (role !== null) {
    const shown = input.shown ?? roleFields(role);
    const same = mergeRole(shown, content, role).same;
    const submitted = await submit(deps, room, {
      ...group,
      title: `Change role ${role.name}`,
      drafts: same ? [] : [planRoleChange(role, content, openChanges(room), seen(shown, asOf), ids)],
      drops: [],
    });
    return editReportOf(deps.tray, submitted);
  }
  const source = (await room.mirror.roles()).find(({ id }) => id === input.clonedFrom);
  // An earlier attempt that the tenant refused for good makes room for this one.
  const refused = room.outbox
    .open()
    .filter(
      ({ state, edit }) => state === 'rejected' && edit.kind === 'role.create' && edit.name === content.name,
    );
  const submitted = await submit(deps, room, {
    ...group,
    title: `New role ${content.name}`,
    ...inPlaceOf(refused, planNewRole(content, await kubernetesRoleOf(room.mirror, source), ids)),
  });
  return editReportOf(deps.tray, submitted);
}

const titled = (roles: readonly Role[], verb: string): string => {
  const [first] = roles;
  return roles.length === 1 && first !== undefined
    ? `${verb} role ${first.name}`
    : `${verb} ${roles.length} roles`;
};

async function use(
  room: Pick<EditRoom, 'mirror' | 'session'>,
  roles: readonly Role[],
  act: ParsedInput<'roles.usePreview'>['act'],
): Promise<RemovalPreview> {
  const rows: RemovalPreview['rows'] = [];
  const findings = checkActor(room.session.describe().abilities, ['edit-roles']);
  for (const role of roles) {
    const rules = await room.mirror.rulesOfRole(role.id);
    const places = rules.map(
      (rule) => `${ruleSubjectWords(rule)} on ${placeWords(rule.scopeType, rule.scopeName)}`,
    );
    const verb = act === 'enable' ? 'has again what' : 'no longer has what';
    rows.push({
      id: String(role.id),
      title: role.name,
      losses: places.slice(0, mostRows).map((place) => `${place} ${verb} ${role.name} gives.`),
    });
    findings.push(...checkRoleUse({ ...role, uses: places }, act));
  }
  const typed = act === 'delete' && roles.length > typedAbove ? `delete ${roles.length} roles` : null;
  return { rows, findings, typedPhrase: typed };
}

/** What switching or deleting roles means for those who hold them (V45). */
export async function previewUse(
  room: Pick<EditRoom, 'mirror' | 'session'>,
  { ids, act }: ParsedInput<'roles.usePreview'>,
): Promise<RemovalPreview> {
  return await use(room, await readRoles(room, ids), act);
}

/** Switches roles on or off; works offline. */
export async function switchRoles(
  deps: EditDeps,
  input: ParsedInput<'roles.setEnabled'>,
): Promise<EditReport> {
  const room = openRoom(deps);
  const roles = await readRoles(room, input.ids);
  const { findings } = await use(room, roles, input.enabled ? 'enable' : 'disable');
  refuseUnlessAcceptable(findings, input.acknowledged);
  const { asOf } = await room.mirror.info();
  const submitted = await submit(deps, room, {
    ...planRoleSwitch(roles, input.enabled, openChanges(room), asOf, planIds(deps, room)),
    title: titled(roles, input.enabled ? 'Enable' : 'Disable'),
    acknowledged: input.acknowledged,
    send: input.send,
    bulk: true,
  });
  return editReportOf(deps.tray, submitted);
}

/** Deletes custom roles that nobody holds (V45); works offline. */
export async function deleteRoles(deps: EditDeps, input: ParsedInput<'roles.delete'>): Promise<EditReport> {
  const room = openRoom(deps);
  const roles = await readRoles(room, input.ids);
  const { findings, typedPhrase } = await use(room, roles, 'delete');
  refuseUnlessAcceptable([...findings, ...checkTypedPhrase(typedPhrase, input.typed)], input.acknowledged);
  const { asOf } = await room.mirror.info();
  const submitted = await submit(deps, room, {
    ...planRoleDeletion(roles, openChanges(room), asOf, planIds(deps, room)),
    title: titled(roles, 'Delete'),
    acknowledged: input.acknowledged,
    send: input.send,
    bulk: true,
  });
  return editReportOf(deps.tray, submitted);
}
