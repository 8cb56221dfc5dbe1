import type { Millis } from './instant.ts';
import { isSecret, type SecretDigest } from './secrets.ts';

/** A thing that signs in with client id and secret: a service account, or a user's access key. */
export interface Client {
  id: string;
  name: string;
  clientId: string;
  secret: SecretDigest;
  /** Counts rotations; tokens carry it. */
  generation: number;
  enabled: boolean;
  createdBy: string;
  createdAt: Millis;
  updatedAt: Millis;
  lastLogin: Millis | null;
}

/** Clients of one kind in creation order. */
export interface ClientStore {
  all(): Client[];
  byId(id: string): Client | undefined;
  /** By client id, name or id: which of them a rule names is not published (tenant-api §5, question 2). */
  byAnyKey(key: string): Client | undefined;
  authenticate(clientId: string, secret: string): Client | undefined;
  add(client: Client): void;
  remove(id: string): void;
}

/** Creates an empty store. */
export function createClientStore(): ClientStore {
  const clients = new Map<string, Client>();
  const find = (test: (client: Client) => boolean): Client | undefined => [...clients.values()].find(test);
  return {
    all: () => [...clients.values()],
    byId: (id) => clients.get(id),
    byAnyKey: (key) => find((c) => c.clientId === key || c.name === key || c.id === key),
    authenticate: (clientId, secret) => {
      const client = find((c) => c.clientId === clientId);
      return client !== undefined && isSecret(client.secret, secret) ? client : undefined;
    },
    add: (client) => void clients.set(client.id, client),
    remove: (id) => void clients.delete(id),
  };
}
