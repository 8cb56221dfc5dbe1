import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewDecision } from '../../../src-shared/domain/review.ts';
import { PagePart } from '../../../src-renderer/packet-page/page-part.ts';
import { aPacket } from '../../builders/review-packets.ts';

const packet = aPacket(12);
const moment = { at: '2026-03-02T09:00:00.000Z', day: '2026-03-02', tookMs: 10 };
const keep: ReviewDecision = { kind: 'keep', reason: { code: 'needed-for-work', text: '' } };
const revoke: ReviewDecision = { kind: 'revoke', reason: null };

describe('a part on its page', () => {
  it('puts rows of one role on one place together, privileged ones never', () => {
    const part = new PagePart(packet);
    expect(part.items('all', false)).toHaveLength(12);
    const together = part.items('all', true);
    expect(together.map(({ rows }) => rows.length)).toEqual([1, 4, 1, 1, 4, 1]);
    expect(
      together
        .filter(({ rows }) => rows.length > 1)
        .flatMap(({ rows }) => rows)
        .some((row) => row.privileged),
    ).toBe(false);
    expect(part.items('privileged', true)).toHaveLength(4);
  });

  it('decides nothing of a line when one row of it cannot be decided so', () => {
    const part = new PagePart(packet);
    const refused = part.decide(packet.rows.slice(0, 2), { kind: 'keep', reason: null }, moment);
    expect(refused).toContain('needs a reason');
    expect(part.counts().decided).toBe(0);
    expect(part.answered()).toEqual([]);
  });

  it('shows as undecided what is, and tells lines that are decided differently', () => {
    const part = new PagePart(packet);
    const [line] = part.items('all', true).filter(({ rows }) => rows.length > 1);
    if (line === undefined) throw new Error('no line of several rows');
    part.decide(line.rows.slice(0, 1), revoke, moment);
    expect(part.decisionOfItem(line)).toBe('mixed');
    expect(part.items('undecided', true)).toHaveLength(6);
    part.decide(line.rows, revoke, moment);
    expect(part.decisionOfItem(line)).toEqual(revoke);
    expect(part.items('undecided', true)).toHaveLength(5);
  });

  it('takes over no draft about rows it does not have', () => {
    const part = new PagePart(packet);
    part.decide(packet.rows.slice(0, 1), keep, moment);
    expect(part.load([{ rows: ['rule-99'], decision: keep, decidedAt: moment.at, tookMs: 1 }])).toBe(false);
    expect(part.load('nothing')).toBe(false);
    expect(part.counts().decided).toBe(1);
  });

  it('after any decisions and undoings answers each row once, as it stands, and loads that again', () => {
    const step = fc.record({
      undo: fc.boolean(),
      rows: fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 5 }),
      decision: fc.constantFrom(keep, revoke),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const part = new PagePart(packet);
        const model: Map<string, ReviewDecision>[] = [new Map()];
        for (const { undo, rows, decision } of steps) {
          if (undo) {
            part.undo();
            if (model.length > 1) model.pop();
            continue;
          }
          const chosen = rows.flatMap((at) => packet.rows[at] ?? []);
          expect(part.decide(chosen, decision, moment)).toBeNull();
          model.push(new Map([...(model.at(-1) ?? []), ...chosen.map(({ id }) => [id, decision] as const)]));
        }
        const answered = part.answered();
        const pairs = answered.flatMap(({ rows, decision }) => rows.map((id) => [id, decision] as const));
        expect(new Map(pairs)).toEqual(model.at(-1));
        expect(pairs).toHaveLength(model.at(-1)?.size ?? -1);
        expect(part.counts().decided).toBe(pairs.length);
        const again = new PagePart(packet);
        expect(again.load(JSON.parse(JSON.stringify(answered)))).toBe(true);
        expect(again.answered()).toEqual(answered);
      }),
      { numRuns: 300 },
    );
  });
});
