import { mkdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { connectionSchema } from '../../src-shared/domain/tenant.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { isLoopbackHost } from '../cloud/loopback.ts';
import type { WriteFile } from '../files/atomic-write.ts';
import { errorCode } from '../files/file-error.ts';
import type { Log } from '../log/log.ts';
import { knownTenantSchema } from '../session/known-tenant.ts';
import { normaliseUrl } from '../session/normalise-url.ts';
import { demoTenantKey, isTenantKey, tenantKey } from './tenant-key.ts';

/** A tenant and account as kept: the connection and what its last probe told. Never a secret. */
export const savedConnectionSchema = connectionSchema.omit({ productLine: true }).extend({
  key: z.string().refine(isTenantKey),
  known: knownTenantSchema.nullable().catch(null),
  /** The user works offline by choice on it: nothing leaves at the next start either. */
  workOffline: z.boolean().default(false).catch(false),
});
export type SavedConnection = z.infer<typeof savedConnectionSchema>;

const fileSchema = z.object({
  version: z.literal(1),
  /** The key that was open last, or null. */
  last: z.string().nullable().catch(null),
  connections: z.array(z.unknown()),
});

const newerSchema = z.object({ version: z.int().gt(1) });

/** What is in the file. */
interface Saved {
  readonly last: string | null;
  readonly connections: readonly SavedConnection[];
  /** Entries that make no sense to this edition. Another may need them, so they are written back as they were. */
  readonly strange: readonly unknown[];
  /** What its reading has to tell, or null. */
  readonly trouble: ErrorBody | null;
}

const nothing: Saved = { last: null, connections: [], strange: [], trouble: null };

/**
 * The connections of a profile. Reading never rejects; writing rejects with `storage` RolebookErrors, among them
 * `connections-from-newer-edition` and `connections-unreadable`: what could not be read is never written over.
 */
export interface ConnectionsFile {
  /** In the order they were first made. */
  list(): Promise<readonly SavedConnection[]>;
  find(key: string): Promise<SavedConnection | null>;
  last(): Promise<string | null>;
  /** Why tenants are missing from the list although they were connected; null when it was read whole. */
  trouble(): Promise<ErrorBody | null>;
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
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (newerSchema.safeParse(json).success) throw fromNewerEdition();
  const file = fileSchema.safeParse(json);
  if (!file.success) return null;
  const connections: SavedConnection[] = [];
  const strange: unknown[] = [];
  let edited = 0;
  for (const entry of file.data.connections) {
    const one = savedConnectionSchema.safeParse(entry);
    if (!one.success) strange.push(entry);
    else if (isOfItsKey(one.data)) connections.push(one.data);
    else edited += 1;
  }
  if (edited > 0) log.warn('connections.edited-entry-dropped', { count: edited });
  if (strange.length > 0) log.warn('connections.entries-not-understood', { count: strange.length });
  const leftOut = edited + strange.length;
  return {
    last: file.data.last,
    connections,
    strange,
    trouble: leftOut > 0 ? entriesLeftOut(leftOut) : null,
  };
}

const isKeyOf = (key: string, entry: unknown): boolean =>
  typeof entry === 'object' && entry !== null && 'key' in entry && entry.key === key;

/** connections.json of a profile, written whole or not at all, one change after the other. */
export function createConnectionsFile(deps: ConnectionsFileDeps): ConnectionsFile {
  const path = join(deps.folder, 'connections.json');
  let current: Saved | null = null;
  let loading: Promise<Saved> | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  async function readFromDisk(): Promise<Saved> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return nothing;
      throw unreadable(error);
    }
    const saved = readSaved(text, deps.log);
    if (saved !== null) return saved;
    deps.log.warn('connections.broken-file-set-aside');
    const aside = join(deps.folder, `connections.broken-${deps.clock.now()}.json`);
    try {
      await rename(path, aside);
    } catch (error) {
      throw unreadable(error);
    }
    return { ...nothing, trouble: setAside(aside) };
  }

  /** Reads once, however many ask; after a failure anew. Rejects when the file must not be written over. */
  async function load(): Promise<Saved> {
    if (current !== null) return current;
    loading ??= readFromDisk().finally(() => {
      loading = null;
    });
    const saved = await loading;
    current ??= saved;
    return current;
  }

  async function write(change: (saved: Saved) => Saved): Promise<void> {
    const before = await load();
    const next = change(before);
    if (next === before) return;
    await mkdir(deps.folder, { recursive: true, mode: 0o700 });
    const { last, connections, strange } = next;
    const file = { version: 1, last, connections: [...connections, ...strange] };
    await deps.writeFile(path, Buffer.from(`${JSON.stringify(file, null, 2)}\n`), { mayReplace: true });
    current = next;
  }

  function alter(change: (saved: Saved) => Saved): Promise<void> {
    const done = queue.then(() => write(change));
    queue = done.catch(() => {});
    return done;
  }

  const settled = async (): Promise<Saved> => {
    await queue;
    try {
      return await load();
    } catch (error) {
      const { body } = error instanceof RolebookError ? error : unreadable(error);
      deps.log.warn('connections.not-read', { reason: body.reason });
      return { ...nothing, trouble: body };
    }
  };

  return {
    list: async () => (await settled()).connections,
    find: async (key) => (await settled()).connections.find((each) => each.key === key) ?? null,
    last: async () => (await settled()).last,
    trouble: async () => (await settled()).trouble,
    put: (connection) =>
      alter((saved) => ({
        ...saved,
        connections: saved.connections.some(({ key }) => key === connection.key)
          ? saved.connections.map((each) => (each.key === connection.key ? connection : each))
          : [...saved.connections, connection],
        strange: saved.strange.filter((entry) => !isKeyOf(connection.key, entry)),
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
        ...saved,
        last: saved.last === key ? null : saved.last,
        connections: saved.connections.filter((each) => each.key !== key),
        strange: saved.strange.filter((entry) => !isKeyOf(key, entry)),
      })),
    setLast: (key) => alter((saved) => (saved.last === key ? saved : { ...saved, last: key })),
  };
}

/** A damaged list says nothing about the tenants' own folders, which open again as soon as they are connected. */
function setAside(aside: string): ErrorBody {
  return new RolebookError({
    kind: 'storage',
    origin: 'file',
    reason: 'connections-set-aside',
    message: `The list of tenants was damaged. It is kept as ${aside}, and a new one was begun.`,
    hint: 'Connect each tenant again by its address: its data, the changes that wait and its journal are still here.',
  }).body;
}

function entriesLeftOut(count: number): ErrorBody {
  return new RolebookError({
    kind: 'storage',
    origin: 'file',
    reason: 'connections-left-out',
    message: `${count === 1 ? 'One entry' : `${count} entries`} of the list of tenants cannot be used and ${count === 1 ? 'is' : 'are'} not shown.`,
    hint: 'Connect the tenant that is missing again by its address: its data, the changes that wait and its journal are still here.',
  }).body;
}

function fromNewerEdition(): RolebookError {
  return new RolebookError({
    kind: 'storage',
    origin: 'file',
    reason: 'connections-from-newer-edition',
    message: 'The list of tenants was written by a newer Rolebook. It was left as it is.',
    hint: 'Use the newer Rolebook, or another profile.',
  });
}

function unreadable(cause: unknown): RolebookError {
  return new RolebookError(
    {
      kind: 'storage',
      origin: 'file',
      reason: 'connections-unreadable',
      retryable: true,
      message: 'The list of tenants could not be read, so it was not changed.',
      hint: 'Look whether connections.json in the profile folder may be read.',
    },
    { cause },
  );
}
