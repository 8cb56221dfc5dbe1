import type { ReviewDecision, ReviewRow } from '../../../src-shared/domain/review.ts';
import type { Answered, ReviewPacket } from '../../../src-shared/domain/review-file.ts';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import type { ReviewPart } from '../../../src-shared/ipc/reviews-contract.ts';
import { checkDecision } from '../../../src-shared/reviews/check-decision.ts';
import type { PacketDraft } from './packet-draft.ts';

const refuse = (reason: string, message: string, hint: string | null = null): RolebookError =>
  new RolebookError({ kind: 'input', origin: 'main', reason, message, hint });

/** A packet in memory, with what was decided about it. */
export class OpenedPacket {
  readonly packet: ReviewPacket;
  readonly #rows: ReadonlyMap<string, ReviewRow>;
  readonly #standing = new Map<string, Answered>();
  #log: Answered[] = [];
  #signedOffAt: string | null = null;

  constructor(packet: ReviewPacket, draft: PacketDraft | null) {
    this.packet = packet;
    this.#rows = new Map(packet.rows.map((row) => [row.id, row]));
    for (const one of draft?.decisions ?? []) if (one.rows.every((id) => this.#rows.has(id))) this.#take(one);
    this.#signedOffAt = draft?.signedOffAt ?? null;
  }

  #take(answered: Answered): void {
    for (const id of answered.rows) this.#standing.set(id, answered);
    this.#log.push(answered);
  }

  get signedOffAt(): string | null {
    return this.#signedOffAt;
  }

  signOff(at: string): void {
    this.#signedOffAt ??= at;
  }

  /** What stands, in the order in which it was decided; each row once. */
  answered(): Answered[] {
    return this.#log.flatMap((one) => {
      const rows = one.rows.filter((id) => this.#standing.get(id) === one);
      return rows.length === 0 ? [] : [{ ...one, rows }];
    });
  }

  row(id: string): ReviewRow {
    const row = this.#rows.get(id);
    if (row === undefined) throw refuse('row-unknown', 'This packet has no such row.');
    return row;
  }

  /** Why nothing can be decided on a day, in words; null: it can. */
  closedBecause(day: string): string | null {
    if (this.#signedOffAt !== null) return 'You have signed off. Send the answer that you saved.';
    const { policy, due } = this.packet.campaign;
    return policy.overdue === 'lock' && day > due ? `This could be decided until ${due}.` : null;
  }

  /** Decides rows, all or none. Throws `input` with why not, in words. */
  decide(
    ids: readonly string[],
    decision: ReviewDecision,
    when: { at: string; day: string; tookMs: number },
  ): number {
    const closed = this.closedBecause(when.day);
    if (closed !== null) throw refuse('part-closed', closed);
    const { campaign, reviewer } = this.packet;
    const rows = [...new Set(ids)];
    for (const id of rows) {
      const moment = { policy: campaign.policy, reviewer: reviewer.id, day: when.day };
      const problem = checkDecision(this.row(id), decision, moment);
      if (problem !== null) throw refuse('decision-refused', problem);
    }
    this.#take({ rows, decision, decidedAt: when.at, tookMs: when.tookMs });
    return rows.length;
  }

  withdraw(ids: readonly string[], day: string): number {
    const closed = this.closedBecause(day);
    if (closed !== null) throw refuse('part-closed', closed);
    return ids.filter((id) => this.#standing.delete(id)).length;
  }

  part(day: string): ReviewPart {
    const { packet, campaign, reviewer, reviewers, roles, places, rows } = this.packet;
    const groups = new Map<string, number>();
    return {
      part: { packet },
      campaign: { id: campaign.id, name: campaign.name, due: campaign.due, tenant: campaign.tenant },
      policy: campaign.policy,
      asOf: campaign.asOf,
      reviewer,
      reviewers,
      roles,
      places,
      rows: rows.map((row) => {
        const key = JSON.stringify([row.role.id, row.scope.type, row.scope.id]);
        const group = groups.get(key) ?? groups.size;
        groups.set(key, group);
        return {
          id: row.id,
          subject: row.subject,
          role: row.role.name,
          tier: row.role.tier,
          scope: row.scope.path,
          privileged: row.privileged,
          hints: row.hints.map(({ code }) => code),
          group,
          decision: this.#standing.get(row.id)?.decision ?? null,
        };
      }),
      signed: this.#signedOffAt === null ? null : { by: reviewer.id, at: this.#signedOffAt, answer: false },
      closedBecause: this.closedBecause(day),
    };
  }
}
