import type { Finding } from './finding.ts';

/** A rule as far as role and place matter. */
export interface GridRule {
  readonly roleId: number;
  readonly scopeType: string;
  readonly scopeId: string;
}

const placeOf = ({ scopeType, scopeId }: GridRule): string =>
  scopeType === 'tenant' ? 'tenant' : `${scopeType} ${scopeId}`;

const distinct = <T>(values: readonly T[]): ReadonlySet<T> => new Set(values);

/** V14 and V10 where roles stand on their subject (2.13): each role holds in each place, and a user has a role. */
export function checkGrid(after: readonly GridRule[], subject: { type: string; id: string }): Finding[] {
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
  if (pairs.size === roles.size * places.size) return [];
  return block(
    'V14',
    `On this version clusters stand on ${subject.id} and not on each role: every role has to hold in every cluster chosen. Give or take all of them together.`,
  );
}

/**
 * What is meant with each rule that goes from a grid, so that one after the other comes to the same end: its role in all
 * places, where no other rule of that role stays, or its place for all roles.
 */
export function takesOf(stays: readonly GridRule[], going: GridRule): 'role' | 'cluster' {
  return stays.some(({ roleId }) => roleId === going.roleId) ? 'cluster' : 'role';
}
