import { createHash, createHmac } from 'node:crypto';
import type { Campaign, ReviewPolicy, ReviewRow } from '../../src-shared/domain/review.ts';
import type { ReviewEntry, ReviewEvent } from '../../src-shared/domain/review-entry.ts';
import type { Answered, ReviewPacket } from '../../src-shared/domain/review-file.ts';
import { packetFormat } from '../../src-shared/domain/review-formats.ts';
import { CampaignFold } from '../../src-shared/reviews/campaign-fold.ts';
import { canonicalText } from '../../src-shared/reviews/canonical-text.ts';
import type { Hmac } from '../../src-shared/reviews/seal-answer.ts';
import { asEntries } from './review-entries.ts';
import { aReviewRow } from './review-rows.ts';

/** SHA-256 of a text, hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** HMAC of tests, by the side of the product's two. */
export const nodeHmac: Hmac = (key, text) =>
  Promise.resolve(createHmac('sha256', Buffer.from(key, 'base64')).update(text, 'utf8').digest('hex'));

const policy: ReviewPolicy = {
  reasonForPrivileged: true,
  fourEyes: false,
  overdue: 'wait',
  freshHours: 24,
};

/** Rows of a reviewer's part: every third is privileged, and pairs share role and place. */
export function packetRows(count: number): ReviewRow[] {
  return Array.from({ length: count }, (_, at) =>
    aReviewRow({
      id: `rule-${at + 1}`,
      subject: { type: 'user', id: `person${at}@example.com`, name: `Person ${at}` },
      role:
        at % 3 === 0
          ? { id: '1', name: 'System administrator', tier: 'administrator' }
          : { id: '7', name: 'Editor', tier: 'worker' },
      scope: {
        type: 'project',
        id: `${40 + Math.floor(at / 6)}`,
        name: `vision-${Math.floor(at / 6)}`,
        path: `Acme / Research / vision-${Math.floor(at / 6)}`,
      },
      privileged: at % 3 === 0,
      hints: at % 4 === 0 ? [{ code: 'dormant', text: 'No sign-in for 120 days.' }] : [],
      effect: {
        lost: ['create workloads', 'delete workloads'],
        lostCount: 2,
        keptCount: 1,
        keptBy: ['x'],
        people: null,
      },
    }),
  );
}

/** A packet of so many rows. */
export function aPacket(count = 4, given: Partial<ReviewPacket> = {}): ReviewPacket {
  const rows = packetRows(count);
  return {
    format: packetFormat,
    packet: '5b0e6f0a-1c7e-4b57-9a57-0a7f6b5a1e01',
    campaign: {
      id: '0e8d7c57-5a3a-4d53-8b8b-9a3f0a6c2b11',
      name: 'Spring review',
      due: '2026-04-30',
      tenant: 'Acme',
      asOf: '2026-03-01T06:00:00.000Z',
      policy,
    },
    reviewer: { id: 'rita@example.com', name: 'Rita' },
    reviewers: [
      { id: 'rita@example.com', name: 'Rita' },
      { id: 'lena@example.com', name: 'Lena' },
    ],
    roles: [
      { id: '7', name: 'Editor' },
      { id: '9', name: 'Viewer' },
    ],
    places: [{ type: 'project', id: '40', name: 'vision-0', path: 'Acme / Research / vision-0' }],
    rows,
    rowsHash: sha256(canonicalText(rows)),
    madeAt: '2026-03-01T08:00:00.000Z',
    answerKey: Buffer.alloc(32, 7).toString('base64'),
    ...given,
  };
}

/** The campaign to which {@link aPacket} belongs. */
export function campaignOf(packet: ReviewPacket): Campaign {
  const { id, name, due, asOf } = packet.campaign;
  return {
    id,
    settings: {
      name,
      due,
      population: { subjectTypes: [], roles: [], scopes: [], privilegedOnly: false },
      reviewers: { by: 'name', named: [packet.reviewer], fallback: packet.reviewer, deputy: null },
      policy: packet.campaign.policy,
      controls: 0,
    },
    tenant: { label: 'Acme', url: 'https://acme.example.com', productVersion: '2.24' },
    createdAt: asOf,
    createdBy: 'owner@example.com',
    snapshot: { asOf, moment: null, counts: {} },
    rows: packet.rows.length,
    rosterHash: packet.rowsHash,
  };
}

/** The entry that says that it went out. */
export function packetMade(packet: ReviewPacket, way: 'file' | 'page'): ReviewEvent {
  const { packet: id, reviewer, rows, rowsHash } = packet;
  return { type: 'packet-made', packet: id, reviewer: reviewer.id, way, rows: rows.length, rowsHash };
}

/** A campaign of which this packet is out, and what happened since. */
export function campaignWith(packet: ReviewPacket, way: 'file' | 'page', more: readonly ReviewEvent[] = []) {
  const fold = new CampaignFold(packet.rows);
  const campaign = campaignOf(packet);
  const entries: ReviewEntry[] = asEntries([
    { type: 'opened', campaign, controlsHash: '0'.repeat(64) },
    packetMade(packet, way),
    ...more,
  ]);
  for (const entry of entries) fold.apply(entry);
  return { campaign, fold };
}

/** Decisions about rows of a packet, one after the other. */
export function answered(
  rows: readonly string[],
  decision: Answered['decision'] = { kind: 'keep', reason: { code: 'needed-for-work', text: '' } },
): Answered {
  return { rows: [...rows], decision, decidedAt: '2026-03-02T09:00:00.000Z', tookMs: 2500 };
}
