import type { AuditTrail } from './audit-trail.ts';
import type { ClientStore } from './clients.ts';
import type { Millis } from './instant.ts';
import type { Journal } from './journal.ts';
import type { LegacyStore } from './legacy-access.ts';
import type { Rng } from './mixing.ts';
import type { OrgUnits } from './org-units.ts';
import type { Profile } from './profile.ts';
import type { Remembered } from './remembered.ts';
import type { RoleStore } from './roles.ts';
import type { RuleStore } from './rule-store.ts';
import type { SecretDigest } from './secrets.ts';
import type { Switches } from './switches.ts';
import type { TokenMint } from './token-mint.ts';
import type { UserStore } from './user-store.ts';

/** What is kept about a local user's password. */
interface PasswordState {
  digest: SecretDigest;
  /** It is a temporary one that has to be changed. */
  mustChange: boolean;
}

/** Everything a demo tenant knows. Operations read and change it; nothing else does. */
export interface TenantState {
  profile: Profile;
  seed: number;
  switches: Switches;
  clock: () => Millis;
  rng: Rng;
  units: OrgUnits;
  roles: RoleStore;
  users: UserStore;
  rules: RuleStore;
  serviceAccounts: ClientStore;
  /** Where access stands on users instead of rules (2.13); else undefined. */
  legacy: LegacyStore | undefined;
  /** Access keys by owner's user id. */
  accessKeys: Map<string, ClientStore>;
  /** Passwords by user id. Generated local users have none that anyone knows. */
  passwords: Map<string, PasswordState>;
  /** Moments before which issued sessions of a subject no longer count, by user id. */
  sessionsEndedAt: Map<string, Millis>;
  /** Grows with every effect; makes remembered scans stale. */
  revision: number;
  remembered: Remembered;
  mint: TokenMint;
  audit: AuditTrail;
  journal: Journal;
  identityProviders: Record<string, unknown>[];
  securitySettings: Record<string, Record<string, unknown>>;
  tenantSettings: Record<string, unknown>[];
}
