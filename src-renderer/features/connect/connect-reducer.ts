import type { ErrorBody } from '../../../src-shared/errors/error-body.ts';
import type { ConnectInput, OpenTenant } from '../../../src-shared/ipc/tenants-contract.ts';
import type { ConnectDraft, ConnectField } from './connect-model.ts';

/** Where the connect screen stands. */
export type ConnectPhase =
  | { readonly at: 'form'; readonly error: ErrorBody | null; readonly touched: ReadonlySet<ConnectField> }
  /** `what` is the name of the tenant that is being connected. */
  | { readonly at: 'connecting'; readonly what: string }
  | { readonly at: 'summary'; readonly tenant: OpenTenant };

/** The form and where the screen stands. */
export interface ConnectState {
  readonly draft: ConnectDraft;
  readonly phase: ConnectPhase;
}

/** What can happen on the screen. */
export type ConnectAction =
  | { readonly type: 'set-url'; readonly url: string }
  | { readonly type: 'set-method'; readonly method: ConnectInput['method'] }
  | { readonly type: 'set-account'; readonly account: string }
  | { readonly type: 'set-secret'; readonly secret: string }
  | { readonly type: 'set-remember'; readonly remember: boolean }
  /** A field was left, or all of them when Connect was pressed too early: their problems may be shown. */
  | { readonly type: 'touch'; readonly fields: readonly ConnectField[] }
  | { readonly type: 'start'; readonly what: string }
  | { readonly type: 'cancel' }
  | { readonly type: 'fail'; readonly error: ErrorBody }
  | { readonly type: 'succeed'; readonly tenant: OpenTenant };

/** The form, with no answer and no finding shown. */
export function startConnect(draft: ConnectDraft): ConnectState {
  return { draft, phase: { at: 'form', error: null, touched: new Set() } };
}

/**
 * The next state. A failure, or a cancel, keeps all that was typed; a success forgets the secrets, so that none stays in the
 * window's memory longer than the form needs it.
 */
export function connectReducer(state: ConnectState, action: ConnectAction): ConnectState {
  const { draft, phase } = state;
  switch (action.type) {
    case 'set-url':
      return edited(state, { ...draft, url: action.url });
    case 'set-method':
      return action.method === draft.method ? state : otherMethod(state, action.method);
    case 'set-account':
      return edited(state, { ...draft, accounts: { ...draft.accounts, [draft.method]: action.account } });
    case 'set-secret':
      return edited(state, { ...draft, secrets: { ...draft.secrets, [draft.method]: action.secret } });
    case 'set-remember':
      return edited(state, { ...draft, remember: action.remember });
    case 'touch':
      if (phase.at !== 'form') return state;
      return { draft, phase: { ...phase, touched: new Set([...phase.touched, ...action.fields]) } };
    case 'start':
      return { draft, phase: { at: 'connecting', what: action.what } };
    case 'cancel':
      return startConnect(draft);
    case 'fail':
      // Nothing went wrong when the user ended it; the form may be under way again already.
      if (action.error.reason === 'connect-cancelled')
        return state.phase.at === 'form' ? state : startConnect(draft);
      return { draft, phase: { at: 'form', error: action.error, touched: new Set() } };
    default:
      return {
        draft: { ...draft, secrets: { 'service-account': '', password: '' } },
        phase: { at: 'summary', tenant: action.tenant },
      };
  }
}

/** The other way has fields of its own, which nobody has touched yet. */
function otherMethod(state: ConnectState, method: ConnectInput['method']): ConnectState {
  const { draft, phase } = edited(state, { ...state.draft, method });
  if (phase.at !== 'form') return { draft, phase };
  const touched = [...phase.touched].filter((field) => field !== 'account' && field !== 'secret');
  return { draft, phase: { ...phase, touched: new Set(touched) } };
}

/** What is typed makes the last answer of the tenant out of date. */
function edited(state: ConnectState, draft: ConnectDraft): ConnectState {
  const { phase } = state;
  return { draft, phase: phase.at === 'form' ? { ...phase, error: null } : phase };
}
