import type { Finding } from './finding.ts';

/** A rule as far as role and place matter. */
export interface GridRule {
  readonly roleId: number;
  readonly scopeType: string;
  readonly scopeId: string;
}

const placeOf = ({ scopeType, scopeId }: Pick<GridRule, 'scopeType' | 'scopeId'>): string =>
  scopeType === 'tenant' ? 'tenant' : `${scopeType} ${scopeId}`;

const distinct = <T>(values: readonly T[]): ReadonlySet<T> => new Set(values);

/** A place that somebody without a role is permitted already; a role that comes holds there too. */
export interface PermittedPlace extends Pick<GridRule, 'scopeType' | 'scopeId'> {
  /** As shown. */
  readonly name: string;
}

/**
 * V14 and V10 where roles stand on their subject (2.13): each role holds in each place, also in those that were permitted
 * before there was a role (`permitted`), and a user has a role.
 */
export function checkGrid(
  after: readonly GridRule[],
  subject: { type: string; id: string },
  permitted: readonly PermittedPlace[] = [],
): Finding[] {
  const block = (rule: string, message: string): Finding[] => [
    { rule, severity: 'block', field: 'scopes', message, about: `${subject.type} ${subject.id}` },
  ];
  const foreign = after.find(({ scopeType }) => !['tenant', 'cluster', 'none'].includes(scopeType));
  if (foreign !== undefined) {
    return block(
      'V14',
      `On this version roles hold in clusters, not in a ${foreign.scopeType}. Projects are assigned in the tenant’s own console.`,
    );
  }
  if (after.length === 0 && subject.type === 'user') {
    return block(
      'V10',
      `${subject.id} would be left without a role, which this version does not have. Give another role first, or delete the user.`,
    );
  }
  const roles = distinct(after.map(({ roleId }) => roleId));
  // A role that held nowhere holds wherever another one is given a place.
  const placed = after.filter(({ scopeType }) => scopeType !== 'none');
  const places = distinct(placed.map(placeOf));
  const pairs = distinct(placed.map((rule) => `${rule.roleId} ${placeOf(rule)}`));
  const silent = placed.length === 0 ? [] : permitted.filter((one) => !places.has(placeOf(one)));
  if (silent.length > 0) {
    return block(
      'V14',
      `${subject.id} is permitted ${silent.map(({ name }) => name).join(', ')} already, without a role: what is given holds there too. Choose that as well; it can be taken away afterwards.`,
    );
  }
  if (pairs.size === roles.size * places.size) return [];
  return block(
    'V14',
    `On this version clusters stand on ${subject.id} and not on each role: every role has to hold in every cluster chosen. Give or take all of them together.`,
  );
}

/** What is meant with a rule that goes: its role in all places, its place for all roles, or both. */
export type Takes = 'role' | 'cluster' | 'both';

/**
 * What is meant with each rule that goes from a grid, so that all together come to the same end in whatever order: its
 * role, where no rule of that role stays, and its place, where none stays there. A place that stayed behind would be one
 * for the roles that do.
 */
export function takesOf(stays: readonly GridRule[], going: GridRule): Takes {
  const place = placeOf(going);
  const roleStays = stays.some(({ roleId }) => roleId === going.roleId);
  const placeStays = stays.some((rule) => placeOf(rule) === place);
  if (roleStays) return 'cluster';
  return placeStays ? 'role' : 'both';
}
