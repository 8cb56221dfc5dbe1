import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { CreateReport } from '../../../src-shared/ipc/users-contract.ts';
import type { GrantCard } from '../../ui/grant-editor/grant-model.ts';
import { grantReducer, type GrantAction } from '../../ui/grant-editor/grant-reducer.ts';
import { mergeRepair } from '../../ui/grant-report/create-report.ts';

/** What stands in the dialog, and where it stands. */
export interface AddRulesState {
  readonly cards: readonly GrantCard[];
  readonly acknowledged: readonly string[];
  /** Why what reaches far is given (V38). */
  readonly reason: string;
  /** Held rules that wider ones cover are to go with it. */
  readonly removeNarrower: boolean;
  /** How often Save was pressed in vain. */
  readonly attempts: number;
  readonly saving: boolean;
  readonly error: ErrorBody | null;
  /** Null while editing. */
  readonly report: CreateReport | null;
}

/** What can happen in the dialog. */
export type AddRulesAction =
  | { readonly type: 'grant'; readonly action: GrantAction }
  | { readonly type: 'acknowledge'; readonly rule: string; readonly accepted: boolean }
  | { readonly type: 'reason'; readonly text: string }
  | { readonly type: 'remove-narrower'; readonly wanted: boolean }
  | { readonly type: 'refuse-save' }
  | { readonly type: 'save' }
  | { readonly type: 'saved'; readonly report: CreateReport }
  | { readonly type: 'failed'; readonly error: ErrorBody };

/** The dialog as it opens. */
export const emptyAddRules: AddRulesState = {
  cards: [],
  acknowledged: [],
  reason: '',
  removeNarrower: false,
  attempts: 0,
  saving: false,
  error: null,
  report: null,
};

/** The next state. A second save (repair) is merged into the first report; accepted warnings fall with each edit. */
export function addRulesReducer(state: AddRulesState, action: AddRulesAction): AddRulesState {
  switch (action.type) {
    case 'grant':
      if (state.saving || state.report !== null) return state;
      return { ...state, cards: grantReducer(state.cards, action.action), acknowledged: [], error: null };
    case 'acknowledge': {
      const others = state.acknowledged.filter((rule) => rule !== action.rule);
      return { ...state, acknowledged: action.accepted ? [...others, action.rule] : others };
    }
    case 'reason':
      return { ...state, reason: action.text };
    case 'remove-narrower':
      return { ...state, removeNarrower: action.wanted, acknowledged: [] };
    case 'refuse-save':
      return { ...state, attempts: state.attempts + 1 };
    case 'save':
      return { ...state, saving: true, error: null };
    case 'saved': {
      const report = state.report === null ? action.report : mergeRepair(state.report, action.report);
      return { ...state, saving: false, report };
    }
    default:
      return { ...state, saving: false, error: action.error };
  }
}
