import type { Client } from './clients.ts';
import { DAY, HOUR, type Millis } from './instant.ts';
import { mix, uuidOf, type Rng } from './mixing.ts';
import { digestOf, makeSecret } from './secrets.ts';

const ACCOUNTS: readonly [name: string, enabled: boolean, used: 'now' | 'long-ago' | 'never'][] = [
  ['rolebook-admin', true, 'now'],
  ['cluster-operator', true, 'now'],
  ['ci-pipeline', true, 'now'],
  ['model-deployer', true, 'now'],
  ['project-provisioner', true, 'long-ago'],
  ['nightly-evaluation', true, 'now'],
  ['support-readonly', true, 'long-ago'],
  ['old-jenkins', false, 'long-ago'],
  ['quota-reporter', true, 'now'],
  ['terraform', true, 'now'],
  ['hackathon-2024', false, 'never'],
  ['sso-sync-trial', true, 'never'],
];

/** A service account with the secret that was made for it. */
export interface NewClient {
  client: Client;
  secret: string;
}

/** Makes a client; `clientId` is the name with a suffix, so that a caller has to use the one returned. */
export function newClient(
  rng: Rng,
  name: string,
  createdBy: string,
  now: Millis,
  id: string = uuidOf(rng.word(), rng.word()),
): NewClient {
  const secret = makeSecret(rng, 40);
  const suffix = mix(rng.word()).toString(16).padStart(8, '0').slice(0, 6);
  return {
    secret,
    client: {
      id,
      name,
      clientId: `${name.slice(0, 240)}-${suffix}`,
      secret: digestOf(secret),
      generation: 0,
      enabled: true,
      createdBy,
      createdAt: now,
      updatedAt: now,
      lastLogin: null,
    },
  };
}

/** The service accounts a tenant starts with: 12, some disabled, some never used. */
export function firstServiceAccounts(rng: Rng, seed: number, anchor: Millis, now: Millis): NewClient[] {
  return ACCOUNTS.map(([name, enabled, used], i) => {
    const created = anchor - (650 - i * 50) * DAY + i * 4_321_987;
    const made = newClient(
      rng,
      name,
      i % 4 === 3 ? '' : 'admin@example.com',
      created,
      uuidOf(seed ^ 0x5a, i),
    );
    made.client.enabled = enabled;
    made.client.updatedAt = enabled ? created : created + 200 * DAY;
    made.client.lastLogin =
      used === 'never'
        ? null
        : used === 'now'
          ? now - (i + 1) * HOUR - i * 7_654
          : Math.min(created + 150 * DAY, now);
    return made;
  });
}
