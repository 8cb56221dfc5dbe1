import type { AccessGate, AccessPath, AccessPlace } from '../ipc/access-contract.ts';
import { type AccessWorld, gatesOfPath } from './access-world.ts';
import { gateBit, gateSentence, gatesIn, nowhere, placeGates } from './gates.ts';

/** A path of an actor, by number. */
export interface PathRef {
  readonly grant: number;
  /** The actor through whom it reaches. */
  readonly through: number;
}

/** A scope with its names; by what a rule says of it where the mirror does not have it. */
export function describePlace(
  world: AccessWorld,
  scope: { readonly type: string; readonly id: string; readonly name?: string },
): AccessPlace {
  const { type, id } = scope;
  return (
    world.places.describe(world.places.find(type, id)) ?? {
      type,
      id,
      name: scope.name || id,
      path: [],
      // A role without any cluster: nothing is gone.
      known: type === nowhere,
    }
  );
}

/** How a place is called in a sentence. */
export function placeWords({ type, name }: Pick<AccessPlace, 'type' | 'name'>): string {
  if (type === nowhere) return 'no cluster';
  return type === 'tenant' ? 'all clusters' : `${type} ${name}`;
}

/** A path in the words of the contract. */
export function describePath(world: AccessWorld, actor: number, { grant, through }: PathRef): AccessPath {
  const { actors, grants, roles, places } = world;
  const rule = world.rule(grant);
  const role = roles[grants.role[grant] ?? 0];
  const { scopeType: type, scopeId: id, scopeName: name } = rule;
  const place = places.describe(grants.place[grant] ?? -1) ?? describePlace(world, { type, id, name });
  const roleName = role?.name ?? '';
  const everyone = through !== actor && through === actors.everyone;
  const bits = gatesOfPath(world, actor, grant);
  const words = {
    roleName,
    placeName: place.type === nowhere ? null : placeWords(place),
    userDeleted: bits !== 0 && world.kind(actor) === 'user deleted',
  };
  // Most paths are in force.
  const gates = (bits === 0 ? [] : gatesIn(bits)).map((kind): AccessGate => ({
    kind,
    by: (gateBit(kind) & placeGates) === 0 ? 'tenant' : 'place',
    message: gateSentence(kind, words),
  }));
  return {
    ruleId: String(rule.id),
    via: everyone ? 'everyone' : through === actor ? 'direct' : 'group',
    group: everyone || through === actor ? null : world.label(through),
    roleId: role?.id ?? 0,
    roleName,
    place,
    since: rule.since,
    grantedBy: rule.grantedBy,
    phase: rule.phase,
    pending: rule.pending,
    gates,
  };
}

/** Those in force first, then the widest, then the oldest rule. */
export function sortPaths(world: AccessWorld, actor: number, paths: PathRef[]): PathRef[] {
  const { grants, places } = world;
  const dormant = ({ grant }: PathRef): number => Number(gatesOfPath(world, actor, grant) !== 0);
  const size = ({ grant }: PathRef): number => {
    const place = grants.place[grant] ?? -1;
    return place < 0 ? 0 : (places.ends[place] ?? 0) - place;
  };
  return paths.sort(
    (left, right) => dormant(left) - dormant(right) || size(right) - size(left) || left.grant - right.grant,
  );
}
