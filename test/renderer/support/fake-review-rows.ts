import { tierOfRole } from '../../../src-shared/access/role-tier.ts';
import type { Campaign, ReviewDecision, Reviewer, ReviewRow } from '../../../src-shared/domain/review.ts';
import type { ReviewTotals } from '../../../src-shared/domain/review-entry.ts';
import { fakeNow } from './fake-facts.ts';
import type { FakeFacts } from './fake-facts.ts';

/** The campaigns of the fake, and the packet that can be opened. */
export const openId = '00000000-0000-4000-8000-000000000001';
export const closingId = '00000000-0000-4000-8000-000000000002';
export const deepId = '00000000-0000-4000-8000-000000000003';
export const packetId = '00000000-0000-4000-8000-0000000000aa';

/** Who reviews; the first is who is signed in. */
export const reviewers: readonly Reviewer[] = [
  { id: 'admin@example.com', name: 'admin@example.com' },
  { id: 'ada.adeyemi@example.com', name: 'Ada Adeyemi' },
  { id: 'hr-sync@example.com', name: 'hr-sync@example.com' },
];

/** Rows out of the fake's access rules, the same each time; over and over when more are wanted than there are rules. */
export function fakeReviewRows(facts: FakeFacts, count: number): readonly ReviewRow[] {
  return Array.from({ length: count }, (_, at): ReviewRow => {
    const rule = facts.rules[at % facts.rules.length] as FakeFacts['rules'][number];
    const role = facts.roles.find(({ id }) => id === rule.roleId) as FakeFacts['roles'][number];
    const tier = tierOfRole(role);
    const user = facts.users.find(({ email }) => email === rule.subjectId);
    const wide = rule.scopeType === 'tenant' || rule.scopeType === 'cluster';
    const node = facts.scopes.findIndex(({ id, type }) => id === rule.scopeId && type === rule.scopeType);
    const path: string[] = [];
    for (let place = node; place >= 0; place = facts.scopes[place]?.parent ?? -1)
      path.unshift(facts.scopes[place]?.name ?? '');
    const hints: ReviewRow['hints'] = [];
    if (user !== undefined && user.lastLogin === null)
      hints.push({ code: 'never-signed-in', text: 'Has never signed in.' });
    else if (user !== undefined && Date.parse(user.lastLogin ?? '') < fakeNow - 90 * 86_400_000)
      hints.push({ code: 'dormant', text: 'Has not signed in for more than 90 days.' });
    if (wide) hints.push({ code: 'wide-scope', text: 'Holds on everything below it, now and later.' });
    if (at % 11 === 4)
      hints.push({ code: 'outlier', text: 'Nobody else in the same group holds this role here.' });
    const lost = role.permissions
      .flatMap(({ displayName, actions }) => actions.map((action) => `${action} ${displayName}`))
      .slice(0, 20);
    return {
      id: String(at + 1),
      subject: {
        type: rule.subjectType,
        id: rule.subjectId,
        name: user === undefined || user.name === '' ? rule.subjectId : user.name,
      },
      role: { id: String(role.id), name: role.name, tier },
      scope: {
        type: rule.scopeType,
        id: rule.scopeId,
        name: rule.scopeName,
        path: path.join(' › '),
      },
      privileged: tier === 'administrator' || (tier === 'manager' && wide),
      grantedBy: rule.createdBy === '' ? null : rule.createdBy,
      grantedAt: rule.createdAt,
      lastSignIn: user?.lastLogin ?? null,
      signInKnown: user !== undefined,
      hints,
      effect: {
        lost,
        lostCount: at % 5 === 0 ? 0 : lost.length + (at % 7),
        keptCount: at % 3,
        keptBy: at % 3 === 0 ? [] : ['9001', '9002'],
        people: rule.subjectType === 'group' ? 12 + (at % 9) : null,
      },
      reviewers: [reviewers[at % 4 === 3 ? 1 : 0]?.id ?? ''],
    };
  });
}

/** A campaign over so many rows. */
export function fakeCampaign(id: string, name: string, due: string, rows: number): Campaign {
  const [first, second] = reviewers as [Reviewer, Reviewer];
  return {
    id,
    settings: {
      name,
      due,
      population: { subjectTypes: [], roles: [], scopes: [], privilegedOnly: false },
      reviewers: { by: 'department', named: [], fallback: first, deputy: second },
      policy: { reasonForPrivileged: true, fourEyes: false, overdue: 'wait', freshHours: 24 },
      controls: 2,
    },
    tenant: { label: 'acme.example.com', url: 'https://acme.example.com', productVersion: '3.0' },
    createdAt: new Date(fakeNow - 9 * 86_400_000).toISOString(),
    createdBy: first.id,
    snapshot: {
      asOf: new Date(fakeNow - 9 * 86_400_000 - 600_000).toISOString(),
      moment: 41,
      counts: { users: 400, 'access-rules': 1200 },
    },
    rows,
    rosterHash: 'a'.repeat(64),
  };
}

/** Rows counted by what was decided about them. */
export function fakeTotals(
  rows: readonly ReviewRow[],
  decisionOf: (row: string) => ReviewDecision | null,
): ReviewTotals {
  const totals: ReviewTotals = {
    rows: rows.length,
    keep: 0,
    revoke: 0,
    change: 0,
    defer: 0,
    conflict: 0,
    notMine: 0,
    undecided: 0,
  };
  for (const { id } of rows) {
    const kind = decisionOf(id)?.kind ?? 'undecided';
    totals[kind === 'not-mine' ? 'notMine' : kind] += 1;
  }
  return totals;
}
