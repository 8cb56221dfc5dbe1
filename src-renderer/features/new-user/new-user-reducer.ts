import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { CreateReport } from '../../../src-shared/ipc/users-contract.ts';
import { grantReducer, type GrantAction } from '../../ui/grant-editor/grant-reducer.ts';
import { mergeRepair } from '../../ui/grant-report/create-report.ts';
import { emptyNewUser, type NewUserDraft } from './new-user-model.ts';

/** Where the dialog stands. */
export type NewUserPhase =
  /** `attempts` = how often Save was pressed in vain; from the first on, every field shows its problems. */
  | { readonly at: 'edit'; readonly attempts: number; readonly error: ErrorBody | null }
  | { readonly at: 'saving' }
  | {
      readonly at: 'report';
      readonly report: CreateReport;
      readonly repairing: boolean;
      readonly error: ErrorBody | null;
    };

/** The draft and where the dialog stands. */
export interface NewUserState {
  readonly draft: NewUserDraft;
  readonly phase: NewUserPhase;
}

/** What can happen in the dialog. */
export type NewUserAction =
  | { readonly type: 'set-kind'; readonly kind: NewUserDraft['kind'] }
  | {
      readonly type: 'set-text';
      readonly field: 'email' | 'firstName' | 'lastName' | 'reason';
      readonly text: string;
    }
  | { readonly type: 'set-notify'; readonly notify: boolean }
  | { readonly type: 'acknowledge'; readonly key: string; readonly accepted: boolean }
  | { readonly type: 'grant'; readonly action: GrantAction }
  | { readonly type: 'legacy-role'; readonly roleId: number }
  | { readonly type: 'legacy-clusters'; readonly clusters: NewUserDraft['legacy']['clusters'] }
  | { readonly type: 'legacy-cluster'; readonly id: string }
  | { readonly type: 'refuse-save' }
  | { readonly type: 'save' }
  | { readonly type: 'saved'; readonly report: CreateReport }
  | { readonly type: 'save-failed'; readonly error: ErrorBody }
  | { readonly type: 'edit-again' }
  | { readonly type: 'repair' }
  | { readonly type: 'repaired'; readonly report: CreateReport }
  | { readonly type: 'repair-failed'; readonly error: ErrorBody };

/** The dialog as it opens. */
export function openNewUser(before: NewUserDraft | null = null): NewUserState {
  // Warnings are accepted anew after a lock: somebody else may sit here now.
  const draft = before === null ? emptyNewUser() : { ...before, acknowledged: [] };
  return { draft, phase: { at: 'edit', attempts: 0, error: null } };
}

/** The next state. What is typed while saving or after the report is ignored: that draft is on its way. */
export function newUserReducer(state: NewUserState, action: NewUserAction): NewUserState {
  const { draft, phase } = state;
  switch (action.type) {
    case 'save':
      return phase.at === 'edit' ? { draft, phase: { at: 'saving' } } : state;
    case 'saved':
      return { draft, phase: { at: 'report', report: action.report, repairing: false, error: null } };
    case 'save-failed':
      return { draft, phase: { at: 'edit', attempts: 1, error: action.error } };
    case 'refuse-save':
      return phase.at === 'edit' ? { draft, phase: { ...phase, attempts: phase.attempts + 1 } } : state;
    case 'edit-again':
      return { draft, phase: { at: 'edit', attempts: 0, error: null } };
    case 'repair':
      return phase.at === 'report' ? { draft, phase: { ...phase, repairing: true, error: null } } : state;
    case 'repaired': {
      if (phase.at !== 'report') return state;
      const report = mergeRepair(phase.report, action.report);
      return { draft, phase: { at: 'report', report, repairing: false, error: null } };
    }
    case 'repair-failed':
      return phase.at === 'report'
        ? { draft, phase: { ...phase, repairing: false, error: action.error } }
        : state;
    default:
      return phase.at === 'edit' ? { draft: edit(draft, action), phase: { ...phase, error: null } } : state;
  }
}

type EditAction = Extract<
  NewUserAction,
  {
    type:
      | 'set-kind'
      | 'set-text'
      | 'set-notify'
      | 'acknowledge'
      | 'grant'
      | 'legacy-role'
      | 'legacy-clusters'
      | 'legacy-cluster';
  }
>;

/** An accepted warning is about what was chosen then: changing the roles or scopes asks again. */
function edit(draft: NewUserDraft, action: EditAction): NewUserDraft {
  switch (action.type) {
    case 'set-kind':
      return { ...draft, kind: action.kind, acknowledged: [] };
    case 'set-text':
      return {
        ...draft,
        [action.field]: action.text,
        acknowledged:
          action.field === 'email'
            ? draft.acknowledged.filter((key) => !isAboutEmail(key))
            : draft.acknowledged,
      };
    case 'set-notify':
      return { ...draft, notify: action.notify };
    case 'acknowledge': {
      const others = draft.acknowledged.filter((key) => key !== action.key);
      return { ...draft, acknowledged: action.accepted ? [...others, action.key] : others };
    }
    case 'legacy-role':
    case 'legacy-clusters':
    case 'legacy-cluster':
      return {
        ...draft,
        legacy: editLegacy(draft.legacy, action),
        acknowledged: draft.acknowledged.filter(isAboutEmail),
      };
    default:
      return {
        ...draft,
        grants: grantReducer(draft.grants, action.action),
        acknowledged: draft.acknowledged.filter(isAboutEmail),
      };
  }
}

type LegacyAction = Extract<NewUserAction, { type: 'legacy-role' | 'legacy-clusters' | 'legacy-cluster' }>;

const toggled = <T>(values: readonly T[], value: T): readonly T[] =>
  values.includes(value) ? values.filter((one) => one !== value) : [...values, value];

function editLegacy(legacy: NewUserDraft['legacy'], action: LegacyAction): NewUserDraft['legacy'] {
  switch (action.type) {
    case 'legacy-role':
      return { ...legacy, roleIds: toggled(legacy.roleIds, action.roleId) };
    case 'legacy-clusters':
      return { ...legacy, clusters: action.clusters };
    case 'legacy-cluster':
      return { ...legacy, selected: toggled(legacy.selected, action.id) };
  }
}

/** Rules that speak about the e-mail; the others speak about roles and scopes. */
const emailRules: ReadonlySet<string> = new Set(['V01', 'V02', 'V03', 'V04', 'V05', 'V06', 'V07', 'V28']);

function isAboutEmail(key: string): boolean {
  return emailRules.has(key.split(':', 1)[0] ?? key);
}
