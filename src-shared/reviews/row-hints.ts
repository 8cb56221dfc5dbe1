import { type AccessWorld, eachPath } from '../access/access-world.ts';
import { placeWords } from '../access/describe-path.ts';
import { gateBit, gatesIn, gateSentence, nowhere } from '../access/gates.ts';
import { redundantRoles } from '../access/role-redundancy.ts';
import type { HintCode } from '../domain/review.ts';
import { foldEmail } from '../rules/email-key.ts';
import type { RuleFacts } from './rule-facts.ts';

/** What deserves a second look. */
export interface Hint {
  readonly code: HintCode;
  readonly text: string;
}

/** After so many days without a sign-in an account is dormant. */
export const dormantAfterDays = 90;

/** Fewer at one place say nothing about who is one of few. */
const fewestPeers = 5;
/** A role that at most so large a share of the peers hold makes an outlier. */
const outlierShare = 0.2;

const dayOf = (instant: string): string => instant.slice(0, 10);
const gone = gateBit('role-gone') | gateBit('scope-gone');

/** Who shares a place with whom, and who of them holds which role. */
class Peers {
  readonly #world: AccessWorld;
  readonly #at = new Map<string, { readonly all: Set<number>; readonly of: Map<number, Set<number>> }>();

  constructor(world: AccessWorld, rules: readonly RuleFacts[]) {
    this.#world = world;
    for (const rule of rules) {
      const key = this.#key(rule);
      const known = this.#at.get(key) ?? { all: new Set(), of: new Map<number, Set<number>>() };
      this.#at.set(key, known);
      known.all.add(rule.actor);
      known.of.set(rule.role, (known.of.get(rule.role) ?? new Set()).add(rule.actor));
    }
  }

  #key({ scope, actor }: RuleFacts): string {
    return `${this.#world.actors.kinds[actor] ?? 0}\n${scope.type}\n${scope.id}`;
  }

  /** How many of those at the place hold the role, whoever asks among them. */
  of(rule: RuleFacts): { readonly holders: number; readonly peers: number } {
    const known = this.#at.get(this.#key(rule));
    const holders = new Set(known?.of.get(rule.role)).add(rule.actor).size;
    return { holders, peers: new Set(known?.all).add(rule.actor).size };
  }
}

/** Whether a role adds nothing beside another one (V18), remembered by pair. */
function redundancy(world: AccessWorld): (role: number, beside: number) => 'no' | 'less' | 'same' {
  const known = new Map<number, 'no' | 'less' | 'same'>();
  const compared = (number: number) => {
    const { id = 0, name = '', mask = new Uint32Array(0) } = world.roles[number] ?? {};
    return {
      id,
      name,
      permissions: world
        .index()
        .rowsOf(mask)
        .map((row) => ({ ...row, group: '', actions: [...row.actions] })),
    };
  };
  return (role, beside) => {
    const key = role * world.roles.length + beside;
    const before = known.get(key);
    if (before !== undefined) return before;
    const { id } = world.roles[role] ?? { id: 0 };
    const found = redundantRoles([compared(beside), compared(role)]).find(({ roleId }) => roleId === id);
    const answer = found === undefined ? 'no' : found.same ? 'same' : 'less';
    known.set(key, answer);
    return answer;
  };
}

/** RFC 3339 in UTC of any date that a tenant writes; null for what is none. */
export function instantOrNull(text: string | null): string | null {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/** Gives the hints of each rule of a world, as of its last whole look at the tenant. */
export function hintsIn(
  world: AccessWorld,
  rules: readonly RuleFacts[],
  about: {
    readonly reviewed: ReadonlySet<string>;
    readonly signInKnown: (actor: number) => boolean;
  },
): (rule: RuleFacts) => Hint[] {
  const peers = new Peers(world, rules);
  const isRedundant = redundancy(world);
  const now = Date.parse(world.asOf ?? '');
  const { grants, places, roles } = world;

  const redundant = (rule: RuleFacts): string | null => {
    if (rule.gates !== 0) return null;
    const own = new Set(rule.grants);
    let words: string | null = null;
    eachPath(world, rule.actor, (grant, through) => {
      if (words !== null || own.has(grant) || (grants.gates[grant] ?? 0) !== 0) return;
      const [at, role] = [grants.place[grant] ?? -1, grants.role[grant] ?? 0];
      if (!places.covers(at, rule.place)) return;
      const how = role === rule.role ? 'same' : isRedundant(rule.role, role);
      if (how === 'no') return;
      // Of two that give the same at one place, the later one adds nothing.
      const { id } = world.rule(grant);
      if (how === 'same' && at === rule.place && through === rule.actor && id > rule.id) return;
      const by = through === rule.actor ? '' : ` by ${world.label(through)}`;
      const place = places.describe(at);
      const where = place === null ? '' : ` on ${placeWords(place)}`;
      words = `Adds nothing to ${roles[role]?.name ?? 'another role'}${where}, held${by === '' ? ' as well' : by}.`;
    });
    return words;
  };

  return (rule) => {
    const hints: Hint[] = [];
    const add = (code: HintCode, text: string): void => void hints.push({ code, text });
    const subject = world.subject(rule.actor);
    const role = roles[rule.role]?.name ?? '';
    if (about.signInKnown(rule.actor)) {
      const last = instantOrNull(subject.lastLogin);
      const days = last === null ? 0 : Math.floor((now - Date.parse(last)) / 86_400_000);
      if (last === null) add('never-signed-in', 'Has never signed in.');
      else if (days > dormantAfterDays)
        add('dormant', `Signed in last on ${dayOf(last)}, ${days} days before this review.`);
    }
    const without = redundant(rule);
    if (without !== null) add('redundant', without);
    if (rule.place === 0) add('wide-scope', 'Reaches the whole tenant.');
    else if (rule.scope.type === 'cluster') add('wide-scope', `Reaches all of cluster ${rule.scope.name}.`);
    const { holders, peers: all } = peers.of(rule);
    if (all >= fewestPeers && holders / all <= outlierShare) {
      const what = { user: 'users', group: 'groups' }[subject.type] ?? 'service accounts';
      add(
        'outlier',
        `${holders} of ${all} ${what} with access exactly there ${holders === 1 ? 'holds' : 'hold'} ${role}.`,
      );
    }
    if (rule.grantedBy !== '' && foldEmail(rule.grantedBy) === foldEmail(subject.id))
      add('granted-by-self', 'Granted to themselves.');
    if (!about.reviewed.has(String(rule.id))) add('never-reviewed', 'In no review before.');
    if (subject.type === 'group' && subject.members === 0) add('orphaned', 'Nobody is in this group.');
    else if (subject.kind === 'service-account' && subject.recordId === null)
      add('orphaned', 'The tenant lists no such service account.');
    const place = rule.scope.type === nowhere ? null : placeWords(rule.scope);
    for (const kind of gatesIn(rule.gates))
      add(
        (gateBit(kind) & gone) === 0 ? 'dormant-role' : 'orphaned',
        gateSentence(kind, {
          roleName: role,
          placeName: place,
          userDeleted: subject.kind === 'user deleted',
        }),
      );
    return hints;
  };
}
