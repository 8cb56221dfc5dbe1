import { mkdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  settingsPatchSchema,
  settingsSchema,
  type Settings,
} from '../../src-shared/ipc/settings-contract.ts';
import type { ParsedInput } from '../../src-shared/ipc/contract.ts';
import type { Clock } from '../../src-shared/ports/clock.ts';
import { toErrorBody } from '../../src-shared/errors/to-error-body.ts';
import type { WriteFile } from '../files/atomic-write.ts';
import { toFileError } from '../files/file-error.ts';
import type { Log } from '../log/log.ts';

/** What keeping settings needs. */
export interface SettingsServiceDeps {
  /** The profile folder; settings.json lies in it. */
  readonly folder: string;
  readonly writeFile: WriteFile;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/** What the window remembers. */
export interface SettingsService {
  /** Never rejects: what cannot be read is the default. */
  get(): Promise<Settings>;
  /** Writes what changes and answers everything. Rejects with `storage` when it cannot be written. */
  set(patch: ParsedInput<'settings.set'>): Promise<Settings>;
}

const members = Object.keys(settingsSchema.shape);

/** A text as settings: member by member, so that one bad member costs only itself. Null when it is no object at all. */
function readSettings(text: string): { settings: Settings; dropped: string[] } | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
  const given = new Map(Object.entries(parsed));
  const kept: Record<string, unknown> = {};
  const dropped: string[] = [];
  for (const member of members) {
    if (!given.has(member)) continue;
    const one = settingsPatchSchema.safeParse({ [member]: given.get(member) });
    if (one.success) Object.assign(kept, one.data);
    else dropped.push(member);
  }
  return { settings: settingsSchema.parse(kept), dropped };
}

/** settings.json of a profile, written whole or not at all, one change after the other. */
export function createSettingsService(deps: SettingsServiceDeps): SettingsService {
  const path = join(deps.folder, 'settings.json');
  let current: Settings | null = null;
  let last: Promise<unknown> = Promise.resolve();

  const setAside = async (): Promise<void> => {
    deps.log.warn('settings.broken-file-set-aside');
    await rename(path, join(dirname(path), `settings.broken-${deps.clock.now()}.json`)).catch(() => {});
  };

  const load = async (): Promise<Settings> => {
    if (current !== null) return current;
    const text = await readFile(path, 'utf8').catch(() => null);
    const read = text === null ? null : readSettings(text);
    if (text !== null && read === null) await setAside();
    for (const member of read?.dropped ?? []) deps.log.warn('settings.member-dropped', { member });
    current = read?.settings ?? settingsSchema.parse({});
    return current;
  };

  const save = async (patch: ParsedInput<'settings.set'>): Promise<Settings> => {
    const before = await load();
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
    const next = settingsSchema.parse({
      ...before,
      ...given,
      layouts: { ...before.layouts, ...patch.layouts },
    });
    await mkdir(deps.folder, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
      throw toFileError(error);
    });
    await deps.writeFile(path, Buffer.from(`${JSON.stringify(next, null, 2)}\n`, 'utf8'), {
      mayReplace: true,
    });
    current = next;
    return next;
  };

  /** One after the other: two windows changing different members must not lose each other's. */
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act, act);
    last = turn.catch((error: unknown) => {
      deps.log.warn('settings.not-kept', { reason: toErrorBody(error).reason });
    });
    return turn;
  };

  return { get: () => inTurn(load), set: (patch) => inTurn(() => save(patch)) };
}
