import { ConnectScreen } from './features/connect/connect-screen.tsx';
import { CredentialTray } from './features/credentials/credential-tray.tsx';
import { NewRuleButton } from './features/new-rules/new-rule-button.tsx';
import { NewRulesDialog } from './features/new-rules/new-rules-dialog.tsx';
import { NewUserDialog } from './features/new-user/new-user-dialog.tsx';
import { KeysOfUser, OwnKeys } from './features/own-keys/own-keys.tsx';
import { TenantlessReview } from './features/reviews/packets/packet-desk.tsx';
import { RuleActions } from './features/rule-actions/rule-actions.tsx';
import { UserActions } from './features/user-actions/user-actions.tsx';
import type { Slots } from './ui/slots.tsx';

/** The parts features lend each other, see `ui/slots.tsx`. */
export const wiredSlots: Slots = {
  ConnectScreen,
  CredentialTray,
  NewRuleButton,
  NewRulesDialog,
  NewUserDialog,
  RuleActions,
  TenantlessReview,
  OwnKeys,
  KeysOfUser,
  UserActions,
};
