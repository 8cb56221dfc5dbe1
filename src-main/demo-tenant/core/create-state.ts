import { createAuditTrail } from './audit-trail.ts';
import { createClientStore } from './clients.ts';
import { firstServiceAccounts, type NewClient } from './first-clients.ts';
import { FIRST_PEOPLE_COUNT, firstPeople, type FirstPerson } from './first-people.ts';
import { firstRules } from './first-rules.ts';
import { createGeneratedRules } from './generated-rules.ts';
import { createGeneratedUsers } from './generated-users.ts';
import { DAY, type Millis } from './instant.ts';
import { createJournal } from './journal.ts';
import { createLegacyStore } from './legacy-access.ts';
import { createRng } from './mixing.ts';
import { createOrgUnits } from './org-units.ts';
import { profileNamed, type ProfileName } from './profile.ts';
import { createRemembered } from './remembered.ts';
import { createRoleStore } from './roles.ts';
import { createRuleGeometry } from './rule-geometry.ts';
import { createRuleStore } from './rule-store.ts';
import { digestOf, makeSecret } from './secrets.ts';
import { firstIdentityProviders, firstSecuritySettings, firstTenantSettings } from './settings.ts';
import { DEFAULT_SWITCHES, type Switches } from './switches.ts';
import type { TenantState } from './tenant-state.ts';
import { createTokenMint } from './token-mint.ts';
import { createUserStore } from './user-store.ts';

/** What a demo tenant is made from. The same values give the same data. */
export interface TenantPlan {
  profile: ProfileName;
  /** Number of users, 20 to 10,000,000; the people made by hand are among them. */
  users: number;
  seed: number;
  clock: () => Millis;
  switches?: Partial<Switches>;
  tokenLifetimeSeconds?: number;
}

/** Latest moment generated facts are laid before; fixed, so that a restart on another day gives the same facts. */
const ANCHOR = Date.UTC(2026, 5, 1);

/** A fresh state with the secrets of those who may sign in. */
export interface FreshTenant {
  state: TenantState;
  people: Map<FirstPerson['key'], { email: string; password: string }>;
  serviceAccounts: NewClient[];
}

/** Builds a tenant's state; costs nothing per user. */
export function createTenantState(plan: TenantPlan): FreshTenant {
  const { seed, clock } = plan;
  if (!Number.isInteger(plan.users) || plan.users < 20 || plan.users > 10_000_000) {
    throw new RangeError('users must be a whole number from 20 to 10000000');
  }
  const now = clock();
  const anchor = Math.min(ANCHOR, Math.floor(now / DAY) * DAY);
  const profile = profileNamed(plan.profile);
  const switches: Switches = { ...DEFAULT_SWITCHES, ...plan.switches };
  const setUp = createRng(seed ^ 0xa5);
  const rng = createRng(seed ^ 0xb6);

  const units = createOrgUnits(seed, anchor, now);
  const roles = createRoleStore(profile, seed, anchor);
  const geometry = createRuleGeometry(plan.users - FIRST_PEOPLE_COUNT, seed, anchor);
  const generated = createGeneratedUsers(plan.users - FIRST_PEOPLE_COUNT, seed, geometry, anchor, now);
  const users = createUserStore(generated);
  const accounts = firstServiceAccounts(setUp, seed, anchor, now);
  const serviceAccounts = createClientStore();
  for (const { client } of accounts) {
    // Applications of 2.13 sign in by their name (tenant-api §3.1).
    if (profile.legacy) client.clientId = client.name;
    serviceAccounts.add(client);
  }

  const passwords: TenantState['passwords'] = new Map();
  const people: FreshTenant['people'] = new Map();
  for (const { key, record } of firstPeople(seed, anchor, now)) {
    users.add(record);
    if (!record.isLocal) continue;
    const password = makeSecret(setUp, 16);
    passwords.set(record.id, { digest: digestOf(password), mustChange: key === 'newcomer' });
    people.set(key, { email: record.username, password });
  }

  const rules = createRuleStore(
    firstRules(
      profile,
      units,
      roles,
      accounts.map((a) => a.client),
      anchor,
    ),
    createGeneratedRules(generated, geometry, roles, units, seed),
  );
  const state: TenantState = {
    profile,
    seed,
    switches,
    clock,
    rng,
    units,
    roles,
    users,
    rules,
    serviceAccounts,
    legacy: profile.legacy ? createLegacyStore(seed, units, anchor) : undefined,
    accessKeys: new Map(),
    passwords,
    sessionsEndedAt: new Map(),
    revision: 0,
    remembered: createRemembered(() => state.revision),
    mint: createTokenMint(seed, units.tenantId, plan.tokenLifetimeSeconds ?? 3600, rng),
    audit: createAuditTrail(units.tenantId, seed, generated, now),
    journal: createJournal(),
    identityProviders: firstIdentityProviders(),
    securitySettings: firstSecuritySettings(),
    tenantSettings: firstTenantSettings(switches.departmentsInUse),
  };
  return { state, people, serviceAccounts: accounts };
}
