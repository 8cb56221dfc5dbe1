import type { ReviewRow } from '../../src-shared/domain/review.ts';

/** A row to decide about; whatever matters to a test is given. */
export function aReviewRow(given: Partial<ReviewRow> = {}): ReviewRow {
  return {
    id: '1',
    subject: { type: 'user', id: 'dana@example.com', name: 'Dana' },
    role: { id: '7', name: 'Editor', tier: 'worker' },
    scope: { type: 'project', id: '42', name: 'vision', path: 'Acme / Research / vision' },
    privileged: false,
    grantedBy: 'admin@example.com',
    grantedAt: '2026-01-05T09:00:00.000Z',
    lastSignIn: null,
    signInKnown: true,
    hints: [],
    effect: { lost: [], lostCount: 0, keptCount: 0, keptBy: [], people: null },
    reviewers: ['rita@example.com'],
    ...given,
  };
}
