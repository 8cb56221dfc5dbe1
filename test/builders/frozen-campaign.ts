import { packBody, type StoredBody } from '../../src-main/db/facts/page-body.ts';
import { hashOfText } from '../../src-main/db/campaign-rows.ts';
import type { Campaign, CampaignSettings, Reviewer, ReviewRow } from '../../src-shared/domain/review.ts';
import { canonicalText } from '../../src-shared/reviews/canonical-text.ts';

/** Somebody who decides, by the first name. */
export const aReviewer = (name: string): Reviewer => ({ id: `${name}@example.com`, name });

/** Row `n` of a campaign: a viewer on a project, decided by ada. */
export function aReviewRow(n: number, over: Partial<ReviewRow> = {}): ReviewRow {
  return {
    id: String(n),
    subject: { type: 'user', id: `user-${n}@example.com`, name: `user-${n}@example.com` },
    role: { id: '7', name: 'Viewer', tier: 'viewer' },
    scope: { type: 'project', id: 'p-cats', name: 'cats', path: 'vision / cats' },
    privileged: false,
    grantedBy: 'root@example.com',
    grantedAt: '2025-01-01T00:00:00.000Z',
    lastSignIn: null,
    signInKnown: true,
    hints: [],
    effect: { lost: ['See Projects'], lostCount: 1, keptCount: 0, keptBy: [], people: null },
    reviewers: ['ada@example.com'],
    ...over,
  };
}

/** Settings of a campaign that ada decides, with root as the fallback. */
export function campaignSettings(over: Partial<CampaignSettings> = {}): CampaignSettings {
  return {
    name: 'Winter review',
    due: '2026-02-01',
    population: { subjectTypes: [], roles: [], scopes: [], privilegedOnly: false },
    reviewers: { by: 'name', named: [aReviewer('ada')], fallback: aReviewer('root'), deputy: null },
    policy: { reasonForPrivileged: true, fourEyes: false, overdue: 'wait', freshHours: 24 },
    controls: 0,
    ...over,
  };
}

/** A campaign over these rows, as it is given to the ledger: `perPage` rows to a page. */
export function frozenCampaign(
  rows: readonly ReviewRow[],
  over: { settings?: Partial<CampaignSettings>; id?: string; controls?: readonly string[] } = {},
  perPage = 2,
): {
  campaign: Campaign;
  controls: readonly string[];
  controlsHash: string;
  pages: StoredBody[];
  journal: [];
} {
  const controls = [...(over.controls ?? [])].sort();
  const pages: StoredBody[] = [];
  for (let from = 0; from < rows.length; from += perPage)
    pages.push(packBody(Buffer.from(JSON.stringify(rows.slice(from, from + perPage)))));
  const campaign: Campaign = {
    id: over.id ?? '7d0c2f0e-0e0c-4a52-9a4a-6b8f7f4c2a10',
    settings: campaignSettings(over.settings),
    tenant: { label: 'Acme', url: 'https://acme.example.com', productVersion: '3.0' },
    createdAt: '2026-01-02T00:00:00.000Z',
    createdBy: 'root@example.com',
    snapshot: { asOf: '2026-01-02T00:00:00.000Z', moment: null, counts: { 'access-rules': rows.length } },
    rows: rows.length,
    rosterHash: hashOfText(canonicalText(rows)),
  };
  return { campaign, controls, controlsHash: hashOfText(canonicalText(controls)), pages, journal: [] };
}
