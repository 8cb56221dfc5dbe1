import type { CallChannel } from '../../src-shared/ipc/channels.ts';
import type { CallOutput, ParsedInput } from '../../src-shared/ipc/contract.ts';

type Call<C extends CallChannel> = (input: ParsedInput<C>) => Promise<CallOutput<C>>;

/** What the window and the terminal do with the outbox. */
export interface ChangesService {
  list: Call<'changes.list'>;
  ended: Call<'changes.ended'>;
  endedMore: Call<'changes.endedMore'>;
  get: Call<'changes.get'>;
  send: Call<'changes.send'>;
  discard: Call<'changes.discard'>;
  undo: Call<'changes.undo'>;
  bringBack: Call<'changes.bringBack'>;
  reorder: Call<'changes.reorder'>;
  note: Call<'changes.note'>;
  resolve: Call<'changes.resolve'>;
  anotherPreview: Call<'changes.anotherPreview'>;
  another: Call<'changes.another'>;
  byHand: Call<'changes.byHand'>;
  exportPlan: Call<'changes.exportPlan'>;
  importPlan: Call<'changes.importPlan'>;
  timeline: Call<'sync.timeline'>;
}

/** Edits of access rules. */
export interface RulesService {
  removePreview: Call<'rules.removePreview'>;
  remove: Call<'rules.remove'>;
  change: Call<'rules.change'>;
  addPreview: Call<'rules.addPreview'>;
  held: Call<'rules.held'>;
  add: Call<'rules.add'>;
  changePreview: Call<'rules.changePreview'>;
  changeMany: Call<'rules.changeMany'>;
}

/** Edits of service accounts. */
export interface ServiceAccountsService {
  create: Call<'serviceAccounts.create'>;
  setEnabled: Call<'serviceAccounts.setEnabled'>;
  rotate: Call<'serviceAccounts.rotate'>;
  deletePreview: Call<'serviceAccounts.deletePreview'>;
  delete: Call<'serviceAccounts.delete'>;
}
