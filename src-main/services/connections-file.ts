import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { connectionSchema } from '../../src-shared/domain/tenant.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { isLoopbackHost } from '../cloud/loopback.ts';
import type { WriteFile } from '../files/atomic-write.ts';
import type { Log } from '../log/log.ts';
import { knownTenantSchema } from '../session/known-tenant.ts';
import { normaliseUrl } from '../session/normalise-url.ts';
import { demoTenantKey, isTenantKey, tenantKey } from './tenant-key.ts';

/** A tenant and account as kept: the connection and what its last probe told. Never a secret. */
export const savedConnectionSchema = connectionSchema
  .omit({ productLine: true })
  .extend({ key: z.string().refine(isTenantKey), known: knownTenantSchema.nullable().catch(null) });
export type SavedConnection = z.infer<typeof savedConnectionSchema>;

const fileSchema = z.object({
  version: z.literal(1),
  /** The key that was open last, or null. */
  last: z.string().nullable().catch(null),
  connections: z.array(z.unknown()),
});

/** What is in the file. */
interface Saved {
  readonly last: string | null;
  readonly connections: readonly SavedConnection[];
}

/** The connections of a profile. Reading never rejects; writing rejects with `storage` RolebookErrors. */
export interface ConnectionsFile {
  /** In the order they were first made. */
  list(): Promise<readonly SavedConnection[]>;
  find(key: string): Promise<SavedConnection | null>;
  last(): Promise<string | null>;
  /** Adds the connection, or replaces the one with its key. */
  put(connection: SavedConnection): Promise<void>;
  /** Changes members of a connection that is there; nothing otherwise. */
  change(key: string, members: Partial<SavedConnection>): Promise<void>;
  remove(key: string): Promise<void>;
  setLast(key: string | null): Promise<void>;
}

/** What keeping connections needs. */
export interface ConnectionsFileDeps {
  /** The profile folder; connections.json lies in it. */
  readonly folder: string;
  readonly writeFile: WriteFile;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/**
 * Whether the entry's address and account are those its key was made of. The key names the secret in the keychain, so
 * an address edited in the file would get the secret of another. The demo tenant's port changes, its computer never.
 */
function isOfItsKey({ key, url, account, isDemo }: SavedConnection): boolean {
  try {
    if (normaliseUrl(url).origin !== url) return false;
  } catch {
    return false;
  }
  return isDemo
    ? key === demoTenantKey(account) && isLoopbackHost(new URL(url).hostname)
    : key === tenantKey(url, account);
}

/** The file as data; null when it is not ours at all. An entry that makes no sense costs only itself. */
function readSaved(text: string, log: Log): Saved | null {
  try {
    const file = fileSchema.parse(JSON.parse(text));
    const connections = file.connections.flatMap((entry) => {
      const one = savedConnectionSchema.safeParse(entry);
      if (one.success && isOfItsKey(one.data)) return [one.data];
      log.warn('connections.entry-dropped', { reason: one.success ? 'edited-address' : 'not-understood' });
      return [];
    });
    return { last: file.last, connections };
  } catch {
    return null;
  }
}

/** connections.json of a profile, written whole or not at all, one change after the other. */
export function createConnectionsFile(deps: ConnectionsFileDeps): ConnectionsFile {
  const path = join(deps.folder, 'connections.json');
  let current: Saved | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  async function load(): Promise<Saved> {
    if (current !== null) return current;
    const text = await readFile(path, 'utf8').catch(() => null);
    const saved = text === null ? null : readSaved(text, deps.log);
    if (text !== null && saved === null) {
      deps.log.warn('connections.broken-file-set-aside');
      await rename(path, join(deps.folder, `connections.broken-${deps.clock.now()}.json`)).catch(() => {});
    }
    current ??= saved ?? { last: null, connections: [] };
    return current;
  }

  async function write(change: (saved: Saved) => Saved): Promise<void> {
    const before = await load();
    const next = change(before);
    if (next === before) return;
    await mkdir(deps.folder, { recursive: true, mode: 0o700 });
    const text = `${JSON.stringify({ version: 1, ...next }, null, 2)}\n`;
    await deps.writeFile(path, Buffer.from(text), { mayReplace: true });
    current = next;
  }

  function alter(change: (saved: Saved) => Saved): Promise<void> {
    const done = queue.then(() => write(change));
    queue = done.catch(() => {});
    return done;
  }

  const settled = async (): Promise<Saved> => {
    await queue;
    return load();
  };

  return {
    list: async () => (await settled()).connections,
    find: async (key) => (await settled()).connections.find((each) => each.key === key) ?? null,
    last: async () => (await settled()).last,
    put: (connection) =>
      alter((saved) => ({
        ...saved,
        connections: saved.connections.some(({ key }) => key === connection.key)
          ? saved.connections.map((each) => (each.key === connection.key ? connection : each))
          : [...saved.connections, connection],
      })),
    change: (key, members) =>
      alter((saved) =>
        saved.connections.some((each) => each.key === key)
          ? {
              ...saved,
              connections: saved.connections.map((each) =>
                each.key === key ? { ...each, ...members } : each,
              ),
            }
          : saved,
      ),
    remove: (key) =>
      alter((saved) => ({
        last: saved.last === key ? null : saved.last,
        connections: saved.connections.filter((each) => each.key !== key),
      })),
    setLast: (key) => alter((saved) => (saved.last === key ? saved : { ...saved, last: key })),
  };
}
