import { z } from 'zod';
import { clusterWireSchema } from '../../../src-shared/wire/cluster-wire.ts';
import { readWire } from '../../../src-shared/wire/outside-contract.ts';
import { isGone } from '../gone.ts';
import { type Http, type HttpCall, PAGE_BYTES } from '../http.ts';
import { jsonOf } from '../reply-json.ts';
import { segment } from '../request-url.ts';
import type { TransportReply } from '../transport.ts';
import { appHolder, groupHolder, type Holder, isPerson, type RuleFacts, userHolder } from './holder.ts';
import { legacyPaths } from './legacy-paths.ts';
import {
  type LegacyApp,
  legacyAppSchema,
  type LegacyGroup,
  legacyGroupSchema,
  type LegacyUser,
  legacyUserSchema,
} from './legacy-wire.ts';

/** The reading half of 2.13: its lists come whole. */
export interface LegacyCalls {
  get(path: string, signal?: AbortSignal): Promise<TransportReply>;
  send(
    call: Pick<HttpCall, 'method' | 'path' | 'body' | 'op' | 'repeat' | 'expect'>,
  ): Promise<TransportReply>;
  users(signal?: AbortSignal): Promise<LegacyUser[]>;
  groups(signal?: AbortSignal): Promise<LegacyGroup[]>;
  apps(signal?: AbortSignal): Promise<LegacyApp[]>;
  clusters(signal?: AbortSignal): Promise<z.output<typeof clusterWireSchema>[]>;
  /** One user, or null when there is none. */
  user(id: string): Promise<LegacyUser | null>;
  holders(signal?: AbortSignal): Promise<Holder[]>;
  facts(signal?: AbortSignal): Promise<RuleFacts>;
}

/** Creates the calls. All reject with RolebookErrors. */
export function createLegacyCalls(http: Http): LegacyCalls {
  const get: LegacyCalls['get'] = (path, signal) =>
    http.send({
      method: 'GET',
      path,
      expect: { statuses: [200], body: 'json' },
      repeat: 'safe',
      authorised: true,
      maxBytes: PAGE_BYTES,
      ...(signal === undefined ? {} : { signal }),
    });
  const list = async <S extends z.ZodType>(
    path: string,
    schema: S,
    what: string,
    signal?: AbortSignal,
  ): Promise<z.output<S>[]> => readWire(z.array(schema), jsonOf(await get(path, signal), what), what);

  const users = (signal?: AbortSignal) => list(legacyPaths.users, legacyUserSchema, 'users', signal);
  const groups = (signal?: AbortSignal) => list(legacyPaths.groups, legacyGroupSchema, 'groups', signal);
  const apps = (signal?: AbortSignal) => list(legacyPaths.apps, legacyAppSchema, 'applications', signal);
  const clusters = (signal?: AbortSignal) =>
    list(legacyPaths.clusters, z.looseObject(clusterWireSchema.shape), 'clusters', signal);

  return {
    get,
    send: (call) => http.send({ ...call, authorised: true }),
    users: async (signal) => (await users(signal)).filter(isPerson),
    groups,
    apps,
    clusters,

    async user(id) {
      try {
        const reply = await get(`${legacyPaths.users}/${segment(id)}`);
        return readWire(legacyUserSchema, jsonOf(reply, 'a user'), 'a user');
      } catch (error) {
        if (isGone(error)) return null;
        throw error;
      }
    },

    async holders(signal) {
      const [people, teams, machines] = await Promise.all([users(signal), groups(signal), apps(signal)]);
      return [
        ...people.filter(isPerson).map(userHolder),
        ...teams.map(groupHolder),
        ...machines.map(appHolder),
      ];
    },

    async facts(signal) {
      const all = await clusters(signal);
      const tenantId = all.map((cluster) => cluster.tenantId).find((id) => id !== null && id !== undefined);
      return {
        tenantId: tenantId === undefined ? '' : String(tenantId),
        clusterNames: new Map(all.map(({ uuid, name }) => [uuid, name])),
      };
    },
  };
}
