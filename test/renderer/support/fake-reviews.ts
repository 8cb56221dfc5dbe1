import type { Campaign, ReviewDecision, Reviewer, ReviewRow } from '../../../src-shared/domain/review.ts';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';
import type { CampaignDetail, CampaignSummary, PartRef } from '../../../src-shared/ipc/reviews-contract.ts';
import { missingFor } from '../../../src-renderer/features/reviews/decide/decide-model.ts';
import { fakeNow } from './fake-facts.ts';
import type { FakeFacts } from './fake-facts.ts';
import {
  closingId,
  deepId,
  fakeCampaign,
  fakeReviewRows,
  fakeTotals,
  openId,
  packetId,
  reviewers,
} from './fake-review-rows.ts';

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

const [me, second] = reviewers as [Reviewer, Reviewer];

/**
 * Reviews in memory: one that is being decided, one that waits for its proof, one that is closed.
 *
 * @param count rows of the first
 */
export function createFakeReviews(
  facts: FakeFacts,
  onChanged: (campaign: string | null) => void = () => undefined,
  count = 600,
): RolebookApi['reviews'] {
  const rows = fakeReviewRows(facts, count);
  const groups = new Map([...new Set(rows.map(groupKey))].map((key, at) => [key, at]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const decisions = new Map<string, ReviewDecision>();
  const signed = new Set<string>();
  let proven = false;
  let closed = false;
  let settled = false;
  let planned = false;
  const extra: Campaign[] = [];

  const mine = (part: PartRef): readonly ReviewRow[] =>
    'packet' in part ? rows.slice(0, 40) : rows.filter((row) => row.reviewers.includes(part.reviewer));
  const totals = () => fakeTotals(rows, (id) => decisions.get(id) ?? null);
  const summary = (id: string): CampaignSummary => {
    const campaign = campaignOf(id);
    const base = {
      id,
      name: campaign.settings.name,
      due: campaign.settings.due,
      createdAt: campaign.createdAt,
    };
    if (id === openId)
      return {
        ...base,
        totals: totals(),
        state: 'deciding',
        overdue: false,
        mine: mine({ campaign: openId, reviewer: me.id }).filter((row) => !decisions.has(row.id)).length,
      };
    const whole = fakeTotals(rows.slice(0, 48), () => ({ kind: 'keep', reason: null }));
    const part = { ...whole, keep: 41, revoke: 5, change: 2 };
    if (id === closingId)
      return {
        ...base,
        totals: settled ? part : { ...part, keep: 40, conflict: 1 },
        state: closed ? 'closed' : proven ? 'ready-to-close' : planned ? 'proving' : 'ready-to-plan',
        overdue: true,
        mine: 0,
      };
    return { ...base, totals: { ...part, keep: 40, defer: 1 }, state: 'closed', overdue: false, mine: 0 };
  };
  const campaignOf = (id: string): Campaign =>
    extra.find((one) => one.id === id) ??
    (id === openId
      ? fakeCampaign(openId, 'Autumn review of access', '2026-12-11', rows.length)
      : id === closingId
        ? fakeCampaign(closingId, 'Privileged access, third quarter', '2026-11-20', 48)
        : fakeCampaign(deepId, 'Summer review', '2026-07-31', 48));

  const detail = (id: string): CampaignDetail => {
    const one = summary(id);
    const closing = id === closingId;
    const gone: ReviewDecision = { kind: 'revoke', reason: { code: 'not-used', text: '' } };
    const first = rows[0] as ReviewRow;
    const consequences = closing
      ? rows.slice(1, 8).map((row, at) => ({
          row,
          decision:
            at < 5
              ? gone
              : ({
                  kind: 'change',
                  role: { id: '9', name: 'Viewer' },
                  scope: null,
                  reason: { code: 'too-strong', text: '' },
                } as const),
          state: proven
            ? ('proven' as const)
            : planned
              ? at === 6
                ? ('failed' as const)
                : at === 0
                  ? ('proven' as const)
                  : ('not-yet-proven' as const)
              : ('to-plan' as const),
          note: proven
            ? 'The access rule is gone, seen today at 09:14.'
            : planned
              ? at === 6
                ? 'The tenant refused it: the role is in use by a policy.'
                : 'Sent. A whole sync after it will show.'
              : '',
        }))
      : [];
    return {
      campaign: campaignOf(id),
      summary: one,
      reviewers: reviewers.map((reviewer, at) => {
        const own = rows.filter((row) => row.reviewers.includes(reviewer.id));
        return {
          reviewer,
          rows: id === openId ? own.length : 16,
          decided: id === openId ? own.filter((row) => decisions.has(row.id)).length : 16,
          privileged: own.filter((row) => row.privileged).length,
          signedOff: id !== openId || signed.has(reviewer.id),
          packet: (['none', 'back', 'out'] as const)[at] ?? 'none',
          quality:
            id === openId && at === 2
              ? null
              : {
                  medianMs: at === 1 ? 900 : 4200,
                  p90Ms: at === 1 ? 1400 : 11_000,
                  longestKeeps: at === 1 ? 61 : 9,
                  bulkShare: at === 1 ? 0.72 : 0.1,
                  keptUnexplained: at === 1 ? 0.5 : 0,
                  controlsSeen: 2,
                  controlsCaught: at === 1 ? 0 : 2,
                },
        };
      }),
      conflicts:
        closing && !settled
          ? [
              {
                row: first,
                decisions: [
                  { reviewer: me, decision: { kind: 'keep', reason: { code: 'on-call', text: '' } } },
                  { reviewer: second, decision: gone },
                ],
              },
            ]
          : [],
      nobodys: id === openId ? rows.slice(3, 5) : [],
      consequences,
      againstClosing: closed
        ? []
        : closing
          ? proven
            ? []
            : ['7 rows that are to go or to change are neither proven nor explained.']
          : id === openId
            ? [`${one.totals.undecided} rows are undecided.`, '3 reviewers have not signed off.']
            : [],
      progress: [2, 9, 4, 0, 0, 12, 15, 6].map((decided, at) => ({
        day: new Date(fakeNow - (8 - at) * 86_400_000).toISOString().slice(0, 10),
        decided,
      })),
      byDepartment: ['vision', 'language', 'robotics', 'platform'].map((name, at) => ({
        name,
        totals: fakeTotals(
          rows.filter((_, place) => place % 4 === at),
          (row) => decisions.get(row) ?? sample(row),
        ),
      })),
      byRole: [...new Set(rows.map(({ role }) => role.name))].slice(0, 6).map((name) => ({
        name,
        totals: fakeTotals(
          rows.filter((row) => row.role.name === name),
          (row) => decisions.get(row) ?? sample(row),
        ),
      })),
    };
  };

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
      onChanged(id);
      return ok({ id });
    },
    show: ({ id }) => ok(detail(id)),
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
          hints: row.hints.map(({ text }) => text),
          group: groups.get(groupKey(row)) ?? 0,
          decision: decisions.get(row.id) ?? null,
        })),
        signedOff: signed.has('packet' in part ? second.id : part.reviewer),
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
      onChanged(openId);
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
    importAnswers: () =>
      ok({
        files: [
          {
            file: 'answer-ada.rbanswer',
            taken: true,
            message: 'Taken: 16 decisions of Ada Adeyemi.',
            decisions: 16,
            conflicts: 1,
          },
          {
            file: 'answer-old.rbanswer',
            taken: false,
            message: 'Not taken: its seal does not hold, so it was changed after it was signed off.',
            decisions: 0,
            conflicts: 0,
          },
        ],
      }),
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
      settled = true;
      return ok(null);
    },
    reassign: () => ok(null),
    plan: () => {
      planned = true;
      return ok({ changes: 7, refused: [] });
    },
    prove: () => {
      const open = planned && !proven ? 6 : 0;
      proven = planned;
      return ok({ proven: open, open: 0 });
    },
    explain: () => ok(null),
    close: () => {
      closed = true;
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

const groupKey = (row: ReviewRow): string => `${row.role.id} ${row.scope.type} ${row.scope.id}`;

/** What a row without a decision is drawn as in the plots, so that they have something to show. */
function sample(row: string): ReviewDecision | null {
  const number = Number(row) % 9;
  if (number < 5) return { kind: 'keep', reason: null };
  return number < 7 ? { kind: 'revoke', reason: null } : null;
}
