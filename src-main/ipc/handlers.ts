import type { AppInfo } from '../../src-shared/ipc/app-contract.ts';
import type { CallOutput, Handlers, ParsedInput } from '../../src-shared/ipc/contract.ts';
import type { LockState } from '../../src-shared/domain/lock.ts';
import type { LockView } from '../../src-shared/ipc/lock-contract.ts';
import type { Mirror } from '../db/mirror.ts';
import type { OwnKeysService } from '../services/access-keys/own-keys-service.ts';
import type { AccessService } from '../services/access/access-service.ts';
import type { ChangesService, RulesService, ServiceAccountsService } from '../services/changes-service.ts';
import type { CredentialsService } from '../services/credentials-service.ts';
import type { DraftBox } from '../services/drafts/draft-box.ts';
import type { HandOversService } from '../services/hand-overs/hand-overs-service.ts';
import type { JournalService } from '../services/journal-book/journal-service.ts';
import type { HistoryService } from '../services/history/history-service.ts';
import type { LockService } from '../services/lock/lock-service.ts';
import type { ReviewsService } from '../services/reviews/reviews-service.ts';
import type { RolesService } from '../services/roles-service.ts';
import type { SettingsService } from '../services/settings-service.ts';
import type { SignOnService } from '../services/sign-on-service.ts';
import type { TenantsService } from '../services/tenants-service.ts';
import type { UsersService } from '../services/users-service.ts';

/** The open tenant, as far as calls reach it. */
export interface WorkspaceCalls {
  /** Throws `unavailable` when no tenant is open. */
  mirror(): Mirror;
  state(): CallOutput<'session.state'>;
  setWorkOffline(offline: boolean): Promise<CallOutput<'session.setWorkOffline'>>;
  retry(): Promise<CallOutput<'session.retry'>>;
  acknowledgeRecovery(): CallOutput<'recovery.acknowledge'>;
  lookAt(moment: number | null): Promise<CallOutput<'history.lookAt'>>;
  pull(options: ParsedInput<'sync.start'>): Promise<CallOutput<'sync.start'>>;
  cancelPull(): void;
  resolveHeld(accept: boolean): Promise<void>;
}

/** Everything behind the calls. */
export interface HandlerRooms {
  readonly app: {
    info(): AppInfo;
    openLink(link: ParsedInput<'app.openLink'>['link']): Promise<void>;
  };
  readonly tenants: Pick<
    TenantsService,
    'list' | 'connect' | 'connectDemo' | 'cancelConnect' | 'open' | 'signIn' | 'signOut' | 'current'
  >;
  readonly workspace: WorkspaceCalls;
  readonly users: UsersService;
  readonly accessKeys: OwnKeysService;
  readonly credentials: CredentialsService;
  readonly changes: ChangesService;
  readonly rules: RulesService;
  readonly serviceAccounts: ServiceAccountsService;
  readonly roles: RolesService;
  readonly access: AccessService;
  readonly journal: JournalService;
  readonly handOvers: HandOversService;
  readonly drafts: Pick<DraftBox, 'keep' | 'drop' | 'takeBack'>;
  readonly history: HistoryService;
  readonly reviews: ReviewsService;
  readonly signOn: SignOnService;
  readonly settings: SettingsService;
  readonly lock: Pick<LockService, 'unlock' | 'setPassphrase'> & {
    view(): Promise<LockView>;
    now(): LockState;
  };
}

/** One thin route for each call: which service answers it, and nothing else. Arguments come parsed. */
export function createHandlers(rooms: HandlerRooms): Handlers {
  const { app, tenants, workspace, users, accessKeys, credentials, changes } = rooms;
  const {
    rules,
    serviceAccounts,
    roles,
    access,
    journal,
    handOvers,
    drafts,
    history,
    reviews,
    signOn,
    settings,
    lock,
  } = rooms;
  return {
    'app.info': () => app.info(),
    'app.openLink': async ({ link }) => {
      await app.openLink(link);
      return null;
    },

    'tenants.list': () => tenants.list(),
    'tenants.connect': (input) => tenants.connect(input),
    'tenants.connectDemo': () => tenants.connectDemo(),
    'tenants.cancelConnect': () => {
      tenants.cancelConnect();
      return null;
    },
    'tenants.open': ({ key }) => tenants.open(key),
    'tenants.signIn': (input) => tenants.signIn(input),
    'tenants.signOut': async (input) => {
      await tenants.signOut(input);
      return null;
    },
    'tenants.current': () => tenants.current(),

    'session.state': () => workspace.state(),
    'session.setWorkOffline': ({ offline }) => workspace.setWorkOffline(offline),
    'session.retry': () => workspace.retry(),
    'recovery.acknowledge': () => workspace.acknowledgeRecovery(),
    'sync.start': ({ full }) => workspace.pull({ full }),
    'sync.cancel': () => {
      workspace.cancelPull();
      return null;
    },
    'sync.resolveHeld': async ({ accept }) => {
      await workspace.resolveHeld(accept);
      return null;
    },

    'views.window': (request) => workspace.mirror().window(request),
    'records.get': ({ view, id }) => workspace.mirror().record(view, id),
    'roles.list': async () => [...(await workspace.mirror().roles())],
    'roles.get': async ({ id }) => (await workspace.mirror().roles()).find((role) => role.id === id) ?? null,
    'roles.draftSource': (input) => roles.draftSource(input),
    'roles.preview': (input) => roles.preview(input),
    'roles.save': (input) => roles.save(input),
    'roles.usePreview': (input) => roles.usePreview(input),
    'roles.setEnabled': (input) => roles.setEnabled(input),
    'roles.delete': (input) => roles.delete(input),
    'roles.compare': (input) => roles.compare(input),
    'roles.least': (input) => roles.least(input),
    'roles.upgrade': (input) => roles.upgrade(input),
    'roles.matrix': (input) => roles.matrix(input),
    'scopes.tree': async () => [...(await workspace.mirror().scopeTree())],

    'users.emailState': (input) => users.emailState(input),
    'users.create': (input) => users.create(input),
    'users.addRules': (input) => users.addRules(input),
    'users.deletePreview': (input) => users.deletePreview(input),
    'users.delete': (input) => users.delete(input),
    'users.resetPassword': (input) => users.resetPassword(input),
    'users.signOutEverywhere': (input) => users.signOutEverywhere(input),
    'users.assignments': (input) => users.assignments(input),
    'users.password': (input) => users.password(input),
    'users.accessKeys': (input) => users.accessKeys(input),

    'accessKeys.own': () => accessKeys.own(),
    'accessKeys.issue': (input) => accessKeys.issue(input),
    'accessKeys.renew': (input) => accessKeys.renew(input),

    'credentials.list': () => credentials.list(),
    'credentials.reveal': (input) => credentials.reveal(input),
    'credentials.copy': (input) => credentials.copy(input),
    'credentials.export': (input) => credentials.export(input),
    'credentials.exportEach': (input) => credentials.exportEach(input),
    'credentials.cancelExport': () => credentials.cancelExport(),
    'credentials.checkRecipients': (input) => credentials.checkRecipients(input),
    'credentials.emailDraft': (input) => credentials.emailDraft(input),
    'credentials.checkFile': () => credentials.checkFile(),
    'credentials.suggestPassphrase': () => credentials.suggestPassphrase(),
    'credentials.discard': (input) => credentials.discard(input),
    'credentials.missed': () => credentials.missed(),
    'credentials.dismissMissed': (input) => credentials.dismissMissed(input),

    'changes.list': (input) => changes.list(input),
    'changes.ended': (input) => changes.ended(input),
    'changes.endedMore': (input) => changes.endedMore(input),
    'changes.get': (input) => changes.get(input),
    'changes.send': (input) => changes.send(input),
    'changes.discard': (input) => changes.discard(input),
    'changes.undo': (input) => changes.undo(input),
    'changes.bringBack': (input) => changes.bringBack(input),
    'changes.reorder': (input) => changes.reorder(input),
    'changes.note': (input) => changes.note(input),
    'changes.resolve': (input) => changes.resolve(input),
    'changes.anotherPreview': (input) => changes.anotherPreview(input),
    'changes.another': (input) => changes.another(input),
    'changes.byHand': (input) => changes.byHand(input),
    'changes.exportPlan': (input) => changes.exportPlan(input),
    'changes.importPlan': (input) => changes.importPlan(input),

    'rules.removePreview': (input) => rules.removePreview(input),
    'rules.remove': (input) => rules.remove(input),
    'rules.change': (input) => rules.change(input),
    'rules.addPreview': (input) => rules.addPreview(input),
    'rules.held': (input) => rules.held(input),
    'rules.add': (input) => rules.add(input),
    'rules.changePreview': (input) => rules.changePreview(input),
    'rules.changeMany': (input) => rules.changeMany(input),

    'serviceAccounts.create': (input) => serviceAccounts.create(input),
    'serviceAccounts.setEnabled': (input) => serviceAccounts.setEnabled(input),
    'serviceAccounts.rotate': (input) => serviceAccounts.rotate(input),
    'serviceAccounts.deletePreview': (input) => serviceAccounts.deletePreview(input),
    'serviceAccounts.delete': (input) => serviceAccounts.delete(input),

    'sync.timeline': (input) => changes.timeline(input),

    'history.moments': () => history.moments(),
    'history.compare': (input) => history.compare(input),
    'history.life': (input) => history.life(input),
    'history.name': (input) => history.name(input),
    'history.unname': (input) => history.unname(input),
    'history.lookAt': ({ moment }) => workspace.lookAt(moment),
    'history.export': (input) => history.export(input),

    'reviews.list': () => reviews.list(),
    'reviews.preview': (input) => reviews.preview(input),
    'reviews.create': (input) => reviews.create(input),
    'reviews.show': (input) => reviews.show(input),
    'reviews.part': (input) => reviews.part(input),
    'reviews.row': (input) => reviews.row(input),
    'reviews.decide': (input) => reviews.decide(input),
    'reviews.withdraw': (input) => reviews.withdraw(input),
    'reviews.signOff': (input) => reviews.signOff(input),
    'reviews.exportPackets': (input) => reviews.exportPackets(input),
    'reviews.readAnswers': (input) => reviews.readAnswers(input),
    'reviews.importAnswers': (input) => reviews.importAnswers(input),
    'reviews.openPacket': (input) => reviews.openPacket(input),
    'reviews.closePacket': (input) => reviews.closePacket(input),
    'reviews.saveAnswer': (input) => reviews.saveAnswer(input),
    'reviews.settle': (input) => reviews.settle(input),
    'reviews.reassign': (input) => reviews.reassign(input),
    'reviews.plan': (input) => reviews.plan(input),
    'reviews.prove': (input) => reviews.prove(input),
    'reviews.explain': (input) => reviews.explain(input),
    'reviews.close': (input) => reviews.close(input),
    'reviews.saveEvidence': (input) => reviews.saveEvidence(input),
    'reviews.verify': () => reviews.verify(),

    'signOn.read': () => signOn.read(),
    'signOn.rehearse': (input) => signOn.rehearse(input),
    'signOn.accept': async (input) => {
      await signOn.accept(input);
      return null;
    },
    'signOn.inspect': (input) => signOn.inspect(input),

    'access.subject': (input) => access.subject(input),
    'access.who-can': (input) => access.whoCan(input),
    'access.export-who-can': (input) => access.exportWhoCan(input),
    'access.explain': (input) => access.explain(input),
    'access.what-if': (input) => access.whatIf(input),
    'access.compare': (input) => access.compare(input),
    'access.follow-ups': (input) => access.followUps(input),
    'access.matrix': (input) => access.matrix(input),
    'access.give': (input) => access.give(input),

    'journal.list': (input) => journal.list(input),
    'journal.verify': () => journal.verify(),
    'journal.export': (input) => journal.export(input),
    'journal.recordReceipt': (input) => journal.recordReceipt(input),

    'handOvers.list': (input) => handOvers.list(input),
    'handOvers.ofTray': () => handOvers.ofTray(),
    'handOvers.uncollected': () => handOvers.uncollected(),
    'handOvers.stopReminding': (input) => handOvers.stopReminding(input),
    'handOvers.export': (input) => handOvers.export(input),

    'settings.get': () => settings.get(),
    'settings.set': (input) => settings.set(input),

    'lock.state': () => lock.view(),
    'lock.now': () => lock.now(),
    'lock.unlock': (input) => lock.unlock(input),
    'lock.setPassphrase': (input) => lock.setPassphrase(input),

    'drafts.keep': (input) => drafts.keep(input),
    'drafts.drop': (input) => drafts.drop(input),
    'drafts.takeBack': () => drafts.takeBack(),
  };
}
