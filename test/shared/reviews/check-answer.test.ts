import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answered, ReviewPacket } from '../../../src-shared/domain/review-file.ts';
import { CampaignFold } from '../../../src-shared/reviews/campaign-fold.ts';
import { answerEvents, type AnswerContext, checkAnswer } from '../../../src-shared/reviews/check-answer.ts';
import { leftWords } from '../../../src-shared/reviews/left-rows.ts';
import { answerText, type AnswerParts } from '../../../src-shared/reviews/seal-answer.ts';
import { standingDecisions } from '../../../src-shared/reviews/standing-decisions.ts';
import { canonicalText } from '../../../src-shared/reviews/canonical-text.ts';
import { aSignOff, asEntries } from '../../builders/review-entries.ts';
import { answered, aPacket, campaignWith, nodeHmac, sha256 } from '../../builders/review-packets.ts';

const packet = aPacket(6);
const signedOffAt = '2026-03-02T10:00:00.000Z';
const now = Date.parse('2026-03-03T00:00:00.000Z');

const write = (decisions: readonly Answered[], more: Partial<AnswerParts> = {}): Promise<string> =>
  answerText({ packet, way: 'page', decisions, signedOffAt, ...more }, nodeHmac);

function contextOf(
  text: string,
  more: Partial<AnswerContext> = {},
  of: ReviewPacket = packet,
): AnswerContext {
  const { campaign, fold } = campaignWith(of, 'page');
  return {
    campaign,
    state: fold.state,
    answerHash: sha256(text),
    now,
    hmac: nodeHmac,
    answerKey: () => Promise.resolve(of.answerKey),
    ...more,
  };
}

const verdict = async (text: string, more: Partial<AnswerContext> = {}): Promise<string> => {
  const given = await checkAnswer(text, contextOf(text, more));
  return given.ok ? 'ok' : given.reason;
};

/** The same answer with another member, sealed again by whoever holds the key. */
const forged = async (change: (answer: Record<string, unknown>) => void): Promise<string> => {
  const answer: Record<string, unknown> = JSON.parse(await write([answered(['rule-2'])]));
  change(answer);
  delete answer['mac'];
  return canonicalText({ ...answer, mac: await nodeHmac(packet.answerKey, canonicalText(answer)) });
};

describe('an answer', () => {
  it('is taken when all of it holds, and becomes entries that stand', async () => {
    const decisions = [
      answered(['rule-2', 'rule-3']),
      answered(['rule-1'], { kind: 'revoke', reason: null }),
    ];
    const text = await write(decisions);
    const context = contextOf(text);
    const given = await checkAnswer(text, context);
    if (!given.ok) throw new Error(given.message);
    const events = answerEvents(given, { ...context, sha256 });
    expect(events.map(({ type }) => type)).toEqual(['answer-taken', 'decided', 'decided', 'signed-off']);
    const fold = new CampaignFold(packet.rows);
    for (const entry of asEntries(events)) fold.apply(entry);
    expect(events.at(-1)).toMatchObject({
      decisionsHash: sha256(canonicalText(standingDecisions(fold.state, 'rita@example.com'))),
    });
  });

  it('signs what was decided in the window before as well', async () => {
    const text = await write([answered(['rule-2'])]);
    const { fold } = campaignWith(packet, 'page', [
      { type: 'decided', reviewer: 'rita@example.com', ...answered(['rule-3']), way: 'app' },
    ]);
    const context = contextOf(text, { state: fold.state });
    const given = await checkAnswer(text, context);
    if (!given.ok) throw new Error(given.message);
    const events = answerEvents(given, { ...context, sha256 });
    for (const entry of asEntries(events)) fold.apply(entry);
    expect(events.at(-1)).toMatchObject({
      decisionsHash: sha256(canonicalText(standingDecisions(fold.state, 'rita@example.com'))),
    });
  });

  it.each<[string, () => Promise<string>, Partial<AnswerContext>]>([
    ['not-an-answer', () => Promise.resolve('{'), {}],
    ['not-an-answer', () => Promise.resolve('{"format":"rolebook-plan/1"}'), {}],
    ['is-a-packet', () => Promise.resolve(JSON.stringify(packet)), {}],
    ['not-an-answer', () => forged((answer) => (answer['extra'] = 1)), {}],
    ['seal-broken', async () => `${await write([])}\n`, {}],
    [
      'seal-broken',
      () => write([], { packet: { ...packet, answerKey: Buffer.alloc(32, 8).toString('base64') } }),
      {},
    ],
    ['other-campaign', () => forged((answer) => (answer['campaign'] = packet.packet)), {}],
    ['unknown-packet', () => forged((answer) => (answer['packet'] = packet.campaign.id)), {}],
    ['other-rows', () => forged((answer) => (answer['rowsHash'] = '1'.repeat(64))), {}],
    ['other-rows', () => forged((answer) => (answer['reviewer'] = 'lena@example.com')), {}],
    ['other-rows', () => forged((answer) => (answer['way'] = 'file')), {}],
    ['unknown-row', () => write([answered(['rule-99'])]), {}],
    ['row-twice', () => write([answered(['rule-2']), answered(['rule-2'])]), {}],
    ['row-twice', () => write([answered(['rule-2', 'rule-2'])]), {}],
    ['decision-refused', () => write([answered(['rule-1'], { kind: 'keep', reason: null })]), {}],
    ['clock-behind', () => write([{ ...answered(['rule-2']), decidedAt: '1971-01-01T00:00:00.000Z' }]), {}],
    ['clock-ahead', () => write([answered(['rule-2'])]), { now: Date.parse('2026-03-01T08:59:59.000Z') }],
  ])('is refused: %s', async (reason, text, more) => {
    expect(await verdict(await text(), more)).toBe(reason);
  });

  it('is refused about a row of somebody else, after a sign-off, after closing, and twice', async () => {
    const text = await write([answered(['rule-2'])]);
    const taken = {
      type: 'answer-taken',
      packet: packet.packet,
      reviewer: 'rita@example.com',
      decisions: 0,
    } as const;
    const after = async (...more: Parameters<typeof campaignWith>[2] & {}) =>
      await verdict(text, { state: campaignWith(packet, 'page', more).fold.state });
    expect(await after()).toBe('ok');
    expect(
      await after({ type: 'reassigned', rows: ['rule-2'], from: 'rita@example.com', to: 'lena@example.com' }),
    ).toBe('nothing-left');
    expect(await after(aSignOff('rita@example.com'))).toBe('signed-off');
    expect(await after({ ...taken, answerHash: sha256(text) })).toBe('taken-before');
    expect(await after({ ...taken, answerHash: '2'.repeat(64) })).toBe('answered-before');
  });

  it('is taken without rows that are somebody else’s by now, or were decided elsewhere', async () => {
    const [rita, lena] = ['rita@example.com', 'lena@example.com'];
    const decisions = [
      answered(['rule-2', 'rule-3']),
      answered(['rule-5']),
      answered(['rule-6'], { kind: 'revoke', reason: null }),
    ];
    const text = await write(decisions);
    const late = { ...answered(['rule-5']), decidedAt: '2026-03-02T09:00:00.001Z' };
    const early = { ...answered(['rule-6']), decidedAt: '2026-03-02T08:59:59.999Z' };
    const { fold } = campaignWith(packet, 'page', [
      { type: 'reassigned', rows: ['rule-3'], from: rita, to: lena },
      { type: 'decided', reviewer: rita, ...late, way: 'app' },
      { type: 'decided', reviewer: rita, ...early, way: 'app' },
    ]);
    const context = contextOf(text, { state: fold.state });
    const given = await checkAnswer(text, context);
    if (!given.ok) throw new Error(given.message);
    expect(given.left.map(({ row, why, now: who }) => [row.id, why, who])).toEqual([
      ['rule-3', 'reassigned', [lena]],
      ['rule-5', 'decided-later', [rita]],
    ]);
    expect(leftWords(given.left)).toBe(
      '1 row is lena@example.com’s now. 1 row was decided here later, which stands.',
    );
    const events = answerEvents(given, { ...context, sha256 });
    expect(events[0]).toMatchObject({ decisions: 2, left: ['rule-3', 'rule-5'] });
    expect(events.slice(1, 3)).toMatchObject([{ rows: ['rule-2'] }, { rows: ['rule-6'] }]);
    for (const entry of asEntries(events)) fold.apply(entry);
    expect(events.at(-1)).toMatchObject({
      decisionsHash: sha256(canonicalText(standingDecisions(fold.state, rita))),
    });
  });

  it('is taken about what came back to a reviewer who has signed off, and about nothing else', async () => {
    const [rita, lena] = ['rita@example.com', 'lena@example.com'];
    const text = await write([answered(['rule-2', 'rule-3'])]);
    const { fold } = campaignWith(packet, 'page', [
      aSignOff(rita),
      { type: 'reassigned', rows: ['rule-3'], from: rita, to: lena },
      { type: 'reassigned', rows: ['rule-3'], from: lena, to: rita },
    ]);
    const given = await checkAnswer(text, contextOf(text, { state: fold.state }));
    if (!given.ok) throw new Error(given.message);
    expect(given.taken).toMatchObject([{ rows: ['rule-3'] }]);
    expect(given.left).toMatchObject([{ row: { id: 'rule-2' }, why: 'signed-off' }]);
  });

  it('never decides about its own reviewer', async () => {
    const own = aPacket(2);
    const rows = own.rows.map((row) => ({ ...row, subject: { ...row.subject, id: 'RITA@example.com' } }));
    const theirs = { ...own, rows };
    const text = await answerText(
      { packet: theirs, way: 'page', decisions: [answered(['rule-2'])], signedOffAt },
      nodeHmac,
    );
    const given = await checkAnswer(text, contextOf(text, {}, theirs));
    expect(given).toMatchObject({ ok: false, reason: 'decision-refused' });
  });

  it('is refused after the due day where the policy says so, by the day anywhere on Earth', async () => {
    const locked = { ...packet.campaign, policy: { ...packet.campaign.policy, overdue: 'lock' as const } };
    const late = (at: string) => [{ ...answered(['rule-2']), decidedAt: at }];
    const ask = async (at: string) => {
      const text = await write(late(at));
      return await checkAnswer(
        text,
        contextOf(text, { now: Date.parse('2026-06-01') }, { ...packet, campaign: locked }),
      );
    };
    expect((await ask('2026-05-01T11:59:00.000Z')).ok).toBe(true);
    expect(await ask('2026-05-01T12:00:00.000Z')).toMatchObject({ reason: 'too-late' });
  });

  it('puts off by 30 days of the reviewer’s own day, on either side of the Earth', async () => {
    const until = (day: string) =>
      write([
        answered(['rule-2'], {
          kind: 'defer',
          owner: 'lena@example.com',
          until: day,
          reason: { code: 'asking', text: '' },
        }),
      ]);
    // Decided on 2 March at 09:00 UTC: somewhere it is still the 1st, nowhere yet the 3rd.
    expect(await verdict(await until('2026-04-01'))).toBe('ok');
    expect(await verdict(await until('2026-04-02'))).toBe('decision-refused');
    expect(await verdict(await until('2026-03-02'))).toBe('ok');
    expect(await verdict(await until('2026-03-01'))).toBe('decision-refused');
  });

  it('with any one byte changed is refused', async () => {
    const text = await write([
      answered(['rule-2', 'rule-3']),
      answered(['rule-1'], { kind: 'revoke', reason: { code: 'other', text: 'Größe \n “x”' } }),
    ]);
    const bytes = Buffer.from(text, 'utf8');
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ by;
        expect(await verdict(changed.toString('utf8'))).not.toBe('ok');
      }),
      { numRuns: 500 },
    );
  });
});
