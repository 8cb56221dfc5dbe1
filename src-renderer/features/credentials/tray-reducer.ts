import type { CredentialInfo } from '../../../src-shared/domain/credential.ts';

/** What the tray shows beside its list. */
export interface TrayState {
  readonly opened: boolean;
  /** Ids ticked for a common export. */
  readonly ticked: ReadonlySet<string>;
  /** The credential whose panel is open. */
  readonly shown: string | null;
  /** The common export is open. */
  readonly exporting: boolean;
  /** The credential about to be forgotten, which is asked once more. */
  readonly forgetting: string | null;
}

/** What can happen in the tray. */
export type TrayAction =
  | { readonly type: 'open'; readonly opened: boolean }
  | { readonly type: 'tick'; readonly id: string }
  | { readonly type: 'tick-all'; readonly ids: readonly string[] }
  | { readonly type: 'show'; readonly id: string | null }
  | { readonly type: 'export'; readonly exporting: boolean }
  | { readonly type: 'forget'; readonly id: string | null };

/** The tray at the start. */
export const closedTray: TrayState = {
  opened: false,
  ticked: new Set(),
  shown: null,
  exporting: false,
  forgetting: null,
};

/** The next state. Opening a panel or the common export closes the list below it. */
export function trayReducer(state: TrayState, action: TrayAction): TrayState {
  switch (action.type) {
    case 'open':
      return { ...state, opened: action.opened, forgetting: null };
    case 'tick': {
      const ticked = new Set(state.ticked);
      if (!ticked.delete(action.id)) ticked.add(action.id);
      return { ...state, ticked };
    }
    case 'tick-all': {
      const all = action.ids.every((id) => state.ticked.has(id));
      return { ...state, ticked: new Set(all ? [] : action.ids) };
    }
    case 'show':
      return { ...state, shown: action.id, opened: false, forgetting: null };
    case 'export':
      return { ...state, exporting: action.exporting, opened: false };
    default:
      return { ...state, forgetting: action.id };
  }
}

/** The ticked credentials that are still there, in the order of the list. */
export function tickedOf(state: TrayState, list: readonly CredentialInfo[]): readonly string[] {
  return list.filter((credential) => state.ticked.has(credential.id)).map((credential) => credential.id);
}
