import { hash } from 'node:crypto';
import type { Change, Edit } from '../../../src-shared/domain/change.ts';
import type { RuleCreation, TenantClient } from '../../cloud/tenant-client.ts';
import { endingOfThrown } from './ending-of-error.ts';
import type { Ending } from './outcome.ts';
import { notSent } from './outcomes/not-sent.ts';
import type { PushDeps } from './push-deps.ts';
import type { RoleReadings } from './role-readings.ts';
import { endOfRule } from './send-edit.ts';
import type { Wire } from './wire.ts';

type RuleCreate = Extract<Edit, { kind: 'rule.create' }>;

interface Waiting {
  readonly sending: Change;
  readonly edit: RuleCreate;
  readonly alone: () => Promise<Ending>;
  readonly resolve: (end: Ending | Promise<Ending>) => void;
  readonly reject: (error: unknown) => void;
}

/** Rules that wait for the wire together and give the same role on the same scope go as one request (tenant-api §3.4). */
export interface RuleBatches {
  /**
   * How a change that is `sending` ends; null where it is not for a request with others. `alone` sends it by itself, once it
   * has its place on the wire.
   */
  join(sending: Change, edit: Edit, alone: () => Promise<Ending>): Promise<Ending> | null;
}

/** Rules in one request; the tenant publishes no limit, so stay modest: what is lost with it is read one by one. */
const most = 50;

/** Makes {@link RuleBatches} for one run of the push. */
export function createRuleBatches(parts: {
  readonly deps: Pick<PushDeps, 'actor' | 'random' | 'breath'>;
  readonly client: TenantClient;
  readonly roles: RoleReadings;
  readonly wire: Wire;
  goesOn(change: Change): boolean;
  heard(end: Ending): void;
}): RuleBatches {
  const { deps, client, roles, wire } = parts;
  const open = new Map<string, Waiting[]>();
  let offered = client.features.batchCreateRules;
  const about = () => ({ client, roles, actor: deps.actor(), random: deps.random });

  async function send(key: string, batch: readonly Waiting[]): Promise<void> {
    // What was written down together goes together.
    await deps.breath?.();
    if (open.get(key) === batch) open.delete(key);
    const going = batch.filter((one) => {
      const goes = parts.goesOn(one.sending);
      if (!goes) one.resolve(notSent());
      return goes;
    });
    const [first] = going;
    if (first === undefined) return;
    const ends = going.length === 1 || !offered ? null : await endsTogether(first, going);
    if (ends !== null) {
      for (const end of once(ends)) parts.heard(end);
      for (const [n, one] of going.entries()) one.resolve(ends[n] ?? notSent());
      return;
    }
    for (const one of going.slice(1)) one.resolve(wire.during(one.alone));
    const end = await first.alone();
    first.resolve(end);
  }

  /** Null where each has to go alone. */
  async function endsTogether(first: Waiting, going: readonly Waiting[]): Promise<Ending[] | null> {
    const { roleId, scope } = first.edit;
    const ids = going.map(({ sending }) => sending.id);
    let made: readonly RuleCreation[] | null;
    try {
      const subjects = going.map(({ edit }) => edit.subject);
      made = await client.giveToMany({ subjects, roleId, scope }, nameOf(ids));
    } catch (error) {
      return await Promise.all(going.map((one) => endingOfThrown(one.sending, one.edit, error, about())));
    }
    if (made === null) {
      offered = false;
      return null;
    }
    const creations = made;
    return await Promise.all(
      going.map(async ({ sending, edit }, n) => {
        try {
          return await endOfRule(client, edit, creations[n]);
        } catch (error) {
          return await endingOfThrown(sending, edit, error, about());
        }
      }),
    );
  }

  return {
    join(sending, edit, alone) {
      if (!offered || edit.kind !== 'rule.create' || !fits(sending, edit)) return null;
      const key = JSON.stringify([edit.roleId, edit.scope.type, edit.scope.id]);
      return new Promise((resolve, reject) => {
        const one: Waiting = { sending, edit, alone, resolve, reject };
        const there = open.get(key);
        if (there !== undefined && there.length < most) {
          there.push(one);
          return;
        }
        const batch = [one];
        open.set(key, batch);
        wire
          .during(() => send(key, batch))
          .catch((error: unknown) => {
            for (const each of batch) each.reject(error);
          });
      });
    },
  };
}

/** One that met trouble before goes alone, so that it cannot take others with it again and again (rule 8). */
function fits({ attempts, error }: Change, { subject }: RuleCreate): boolean {
  return attempts === 0 && error === null && (subject.type === 'user' || subject.type === 'group');
}

/** The same for the same changes, and for no others (I17). */
const nameOf = (ids: readonly string[]): string =>
  `${ids[0]}/with-${hash('sha256', ids.join(' ')).slice(0, 16)}`;

/** One request that failed is one failure, however many changes were in it. */
function once(ends: readonly Ending[]): Ending[] {
  const troubled = ends.filter(isTrouble);
  return [...troubled.slice(0, 1), ...ends.filter((end) => !isTrouble(end))];
}

const isTrouble = ({ outcome }: Ending): boolean => outcome === 'lost' || outcome === 'retry-later';
