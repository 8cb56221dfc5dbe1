import type { Reviewer } from '../../../src-shared/domain/review.ts';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';
import type { AnswerFile } from '../../../src-shared/ipc/reviews-contract.ts';
import { missingFor } from '../../../src-renderer/features/reviews/decide/decide-model.ts';
import { fakeNow } from './fake-facts.ts';
import type { FakeFacts } from './fake-facts.ts';
import { fakeReviewDetail } from './fake-review-detail.ts';
import { closingId, deepId, fakeCampaign, openId, packetId, reviewers } from './fake-review-rows.ts';
import { createFakeReviewState, groupKey } from './fake-review-state.ts';

const ok = <T>(data: T): Promise<Envelope<T>> => Promise.resolve({ ok: true, data });

const refuse = <T>(reason: string, message: string): Promise<Envelope<T>> =>
  Promise.resolve({
    ok: false,
    error: {
      kind: 'input',
      origin: 'main',
      reason,
      retryable: false,
      message,
      hint: null,
      status: null,
      retryAfterSeconds: null,
    },
  });

const fakeAnswerFiles: AnswerFile[] = [
  {
    file: 'answer-ada.json',
    taken: true,
    message: 'ada@example.com: 16 decisions. 1 row is bob@example.com’s now.',
    decisions: 16,
    conflicts: 1,
    left: [{ row: 'r-1', what: 'Carol, Editor on vision', why: 'reassigned', now: ['bob@example.com'] }],
  },
  {
    file: 'answer-old.json',
    taken: false,
    message: 'The seal of this answer is broken: it was changed after it was saved.',
    decisions: 0,
    conflicts: 0,
    left: [],
  },
];

const [me, second] = reviewers as [Reviewer, Reviewer];

/**
 * Reviews in memory: one that is being decided, one that waits for its proof, one that is closed.
 *
 * @param count rows of the first
 */
export function createFakeReviews(
  facts: FakeFacts,
  onChanged: (campaign: string | null, signedOff: string[]) => void = () => undefined,
  count = 600,
): RolebookApi['reviews'] {
  const state = createFakeReviewState(facts, count);
  const { rows, groups, byId, decisions, signed, extra, mine, summary, campaignOf } = state;

  return {
    list: () => ok([openId, closingId, deepId, ...extra.map(({ id }) => id)].map(summary)),
    preview: ({ settings }) => {
      const chosen = rows.filter((row) => !settings.population.privilegedOnly || row.privileged);
      return ok({
        rows: chosen.length,
        privileged: chosen.filter((row) => row.privileged).length,
        reviewers: reviewers.map((reviewer) => ({
          reviewer,
          rows: chosen.filter((row) => row.reviewers.includes(reviewer.id)).length,
          privileged: chosen.filter((row) => row.privileged && row.reviewers.includes(reviewer.id)).length,
        })),
        problems:
          settings.reviewers.deputy === null
            ? ['Somebody has to decide about the access of the fallback reviewer: name a deputy.']
            : [],
        asOf: new Date(fakeNow - 240_000).toISOString(),
      });
    },
    create: ({ settings }) => {
      const id = `00000000-0000-4000-8000-00000000010${extra.length}`;
      extra.push({ ...fakeCampaign(id, settings.name, settings.due, 48), settings });
      onChanged(id, []);
      return ok({ id });
    },
    show: ({ id }) => ok(fakeReviewDetail(state, id)),
    part: ({ part }) =>
      ok({
        part,
        campaign: {
          id: openId,
          name: campaignOf(openId).settings.name,
          due: campaignOf(openId).settings.due,
          tenant: 'acme.example.com',
        },
        policy: campaignOf(openId).settings.policy,
        asOf: campaignOf(openId).snapshot.asOf,
        reviewer: 'packet' in part ? second : (reviewers.find(({ id }) => id === part.reviewer) ?? me),
        reviewers: [...reviewers],
        roles: facts.roles.map(({ id, name }) => ({ id: String(id), name })),
        places: facts.scopes.map(({ type, id, name }) => ({ type, id, name, path: name })),
        rows: mine(part).map((row) => ({
          id: row.id,
          subject: row.subject,
          role: row.role.name,
          tier: row.role.tier,
          scope: row.scope.name,
          privileged: row.privileged,
          hints: row.hints.map(({ code }) => code),
          group: groups.get(groupKey(row)) ?? 0,
          decision: decisions.get(row.id) ?? null,
        })),
        signed: signed.has('packet' in part ? second.id : part.reviewer)
          ? {
              by: 'packet' in part ? second.id : part.reviewer,
              at: new Date(fakeNow).toISOString(),
              answer: false,
            }
          : null,
        closedBecause: null,
      }),
    row: ({ row }) => {
      const found = byId.get(row);
      return found === undefined ? refuse('row-unknown', 'There is no such row.') : ok(found);
    },
    decide: ({ rows: ids, decision }) => {
      const about = ids.flatMap((id) => byId.get(id) ?? []);
      const missing = missingFor(decision.kind, decision.reason, about, { reasonForPrivileged: true });
      if (missing !== null) return refuse('review-decision', missing);
      for (const id of ids) decisions.set(id, decision);
      return ok({ decided: ids.length });
    },
    withdraw: ({ rows: ids }) => {
      for (const id of ids) decisions.delete(id);
      return ok({ withdrawn: ids.length });
    },
    signOff: ({ reviewer }) => {
      signed.add(reviewer);
      onChanged(openId, [reviewer]);
      return ok(null);
    },
    exportPackets: ({ reviewers: wanted, way }) =>
      ok({
        outcome: 'written',
        folder: '/home/ops/packets',
        files: wanted.map((reviewer) => ({
          reviewer,
          file: `${reviewer.split('@')[0]}.${way === 'page' ? 'html' : 'review.age'}`,
          rows: 16,
        })),
        warnings: [],
      }),
    readAnswers: () =>
      ok({
        read: packetId,
        files: fakeAnswerFiles,
        conflicts: fakeReviewDetail(state, closingId).conflicts,
      }),
    importAnswers: () => ok({ files: fakeAnswerFiles }),
    openPacket: ({ passphrase }) =>
      passphrase === 'wrong wrong wrong'
        ? refuse('packet-sealed', 'This passphrase does not open it.')
        : ok({ packet: packetId }),
    closePacket: () => ok(null),
    saveAnswer: () => {
      signed.add(second.id);
      return ok({ outcome: 'written', path: '/home/ops/answer.rbanswer', warnings: [] });
    },
    settle: () => {
      state.settled = true;
      return ok(null);
    },
    reassign: () => ok(null),
    plan: () => {
      state.planned = true;
      return ok({ changes: 7, refused: [] });
    },
    prove: () => {
      const open = state.planned && !state.proven ? 6 : 0;
      state.proven = state.planned;
      return ok({ proven: open, open: 0 });
    },
    explain: () => ok(null),
    close: () => {
      state.closed = true;
      return ok({ outcome: 'written', path: '/home/ops/evidence.zip', warnings: [], fingerprint });
    },
    saveEvidence: () => ok({ outcome: 'written', path: '/home/ops/evidence.zip', warnings: [] }),
    verify: () =>
      ok({
        holds: true,
        checks: [
          { what: 'Every file is listed and unchanged', holds: true, detail: '9 files' },
          { what: 'The chain of entries is whole', holds: true, detail: '74 entries' },
          { what: 'Every row has one outcome', holds: true, detail: '48 rows' },
          { what: 'The signature holds', holds: true, detail: 'Ed25519' },
        ],
        fingerprint,
      }),
  };
}

const fingerprint = 'SHA256:3f1c 9a70 51de 08b4 77c2 e6a9 1b0d 42f3';
