import type { ScopeRef } from '../../../src-shared/domain/scope.ts';
import { fromGrants, newGrant } from '../../ui/grant-editor/grant-model.ts';
import type { GrantCard } from '../../ui/grant-editor/grant-model.ts';
import { grantReducer } from '../../ui/grant-editor/grant-reducer.ts';
import type { GrantAction } from '../../ui/grant-editor/grant-reducer.ts';
import type { RulePrefill } from '../../ui/slots.tsx';
import { splitSubjects, type SubjectKind } from './subject-texts.ts';

/** What stands in the dialog. */
export interface NewRulesState {
  /** As typed or chosen, by kind, each once. */
  readonly subjects: Readonly<Record<SubjectKind, readonly string[]>>;
  readonly cards: readonly GrantCard[];
  /** Where a role that is chosen next is to hold; what the dialog was opened from. */
  readonly places: readonly ScopeRef[];
  /** Rules that are held and that a wider one of these covers go along. */
  readonly removeNarrower: boolean;
  readonly acknowledged: readonly string[];
  /** Why what reaches far is given (V38). */
  readonly reason: string;
  /** How often Save was pressed in vain. */
  readonly attempts: number;
}

/** What can happen in the dialog. */
export type NewRulesAction =
  | { readonly type: 'subjects'; readonly kind: SubjectKind; readonly texts: readonly string[] }
  | { readonly type: 'toggle-role'; readonly roleId: number }
  | { readonly type: 'grant'; readonly action: GrantAction }
  | { readonly type: 'remove-narrower'; readonly wanted: boolean }
  | { readonly type: 'acknowledge'; readonly key: string; readonly accepted: boolean }
  | { readonly type: 'reason'; readonly text: string }
  | { readonly type: 'refuse-save' };

const none = { user: [], group: [], 'service-account': [] };

/** The dialog as it opens, with what the place it was opened from says already. */
export function openNewRules(prefill: RulePrefill): NewRulesState {
  const empty: NewRulesState = {
    subjects: none,
    cards: [],
    places: prefill.scopes ?? [],
    removeNarrower: false,
    acknowledged: [],
    reason: '',
    attempts: 0,
  };
  const named = (prefill.subjects ?? []).reduce(
    (state, { type, id }) => ({
      ...state,
      subjects: { ...state.subjects, [type]: [...state.subjects[type], id] },
    }),
    empty,
  );
  return (prefill.roleIds ?? []).reduce(
    (state, roleId) => newRulesReducer(state, { type: 'toggle-role', roleId }),
    named,
  );
}

/** A role just chosen, on the places the dialog was opened from; undecided where there are none. */
function cardsFor(roleId: number, places: readonly ScopeRef[]): readonly GrantCard[] {
  const cards = places.length === 0 ? [] : fromGrants([{ roleId, scopes: [...places] }]);
  return cards.length === 0 ? [newGrant(`${roleId}-1`, roleId)] : cards;
}

/** The next state. An accepted warning is about what was chosen then: changing that asks again. */
export function newRulesReducer(state: NewRulesState, action: NewRulesAction): NewRulesState {
  switch (action.type) {
    case 'subjects': {
      const texts = splitSubjects(action.kind, action.texts);
      return { ...state, subjects: { ...state.subjects, [action.kind]: texts }, acknowledged: [] };
    }
    case 'toggle-role': {
      const chosen = state.cards.some((card) => card.roleId === action.roleId);
      const cards = chosen
        ? state.cards.filter((card) => card.roleId !== action.roleId)
        : [...state.cards, ...cardsFor(action.roleId, state.places)];
      return { ...state, cards, acknowledged: [] };
    }
    case 'grant':
      return { ...state, cards: grantReducer(state.cards, action.action), acknowledged: [] };
    case 'remove-narrower':
      return { ...state, removeNarrower: action.wanted, acknowledged: [] };
    case 'acknowledge': {
      const others = state.acknowledged.filter((key) => key !== action.key);
      return { ...state, acknowledged: action.accepted ? [...others, action.key] : others };
    }
    case 'reason':
      return { ...state, reason: action.text };
    default:
      return { ...state, attempts: state.attempts + 1 };
  }
}

/** Whether closing would lose anything that was chosen since it was opened. */
export function hasChoices(state: NewRulesState, prefill: RulePrefill): boolean {
  const before = openNewRules(prefill);
  return (
    JSON.stringify([state.subjects, state.cards]) !== JSON.stringify([before.subjects, before.cards]) ||
    state.reason.trim() !== ''
  );
}
