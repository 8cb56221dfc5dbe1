import type {
  DecisionKind,
  ReasonCode,
  ReviewDecision,
  ReviewReason,
} from '../../src-shared/domain/review.ts';
import { decisionFaces } from '../../src-shared/words/decision-words.ts';
import { askChange, askDefer, askNotMine } from './dialogs.ts';
import { today } from './own-day.ts';
import type { PageFilter, PageItem, PagePart } from './page-part.ts';
import { rowWords } from './page-words.ts';

/** What deciding does to the page around it. */
export interface DecidingPage {
  /** Shows what is there now. */
  draw(): void;
  /** Gives the keyboard back to the list. */
  toList(): void;
  /** Gives it to the field for words. */
  toWords(): void;
  /** What was typed there. */
  words(): string;
  clearWords(): void;
  /** Tells what was done. */
  say(text: string): void;
  /** Something was decided, or taken back. */
  changed(): void;
  /** It was signed off: nothing can be decided any more. */
  isLocked(): boolean;
}

/** Which line is looked at, what is wanted of it, and how it is decided. */
export class Deciding {
  readonly #part: PagePart;
  readonly #page: DecidingPage;
  #wanted: DecisionKind | null = null;
  #lookedSince = performance.now();
  filter: PageFilter = 'all';
  together = true;
  items: readonly PageItem[] = [];
  at = 0;
  reason: ReasonCode | null = null;
  /** Why the last wish was not fulfilled, in words. */
  problem: string | null = null;

  constructor(part: PagePart, page: DecidingPage) {
    this.#part = part;
    this.#page = page;
  }

  get item(): PageItem | null {
    return this.items[this.at] ?? null;
  }

  /** Begins at the first undecided line of what was decided so far. */
  begin(): void {
    this.#relist(null);
    this.move(this.items.findIndex((one) => this.#part.decisionOfItem(one) === null));
  }

  /** Other decisions than before are there. */
  again(): void {
    this.#relist(null);
    this.#page.changed();
    this.#page.draw();
  }

  move(to: number): void {
    this.at = Math.max(0, Math.min(this.items.length - 1, to));
    this.#look();
    this.#page.draw();
    this.#page.toList();
  }

  setFilter(next: PageFilter): void {
    this.filter = next;
    this.#showAnew();
  }

  toggleTogether(): void {
    this.together = !this.together;
    this.#showAnew();
  }

  want(kind: DecisionKind): void {
    const [row] = this.item?.rows ?? [];
    if (this.#page.isLocked() || row === undefined) return;
    this.#wanted = kind;
    const { packet } = this.#part;
    const take = (decision: ReviewDecision): string | null => this.#take(decision);
    if (kind === 'change') askChange(packet, row, take);
    else if (kind === 'defer') askDefer(packet, today(), take);
    else if (kind === 'not-mine') askNotMine(packet, take);
    else {
      const refused = take({ kind, reason: this.#reasonGiven() });
      if (refused === null) return;
      this.problem = `${refused} Press 1 to 9, or write it.`;
      this.#page.draw();
    }
  }

  /** Keeps or revokes, where that was wanted and had no reason. */
  wantAgain(): boolean {
    if (this.#wanted !== 'keep' && this.#wanted !== 'revoke') return false;
    this.want(this.#wanted);
    return true;
  }

  /** A reason for what comes next, or for what was wanted and had none. */
  setReason(code: ReasonCode): void {
    if (this.#page.isLocked()) return;
    this.reason = this.reason === code ? null : code;
    if (this.reason === 'other') {
      this.#page.draw();
      this.#page.toWords();
    } else if (this.reason === null || !this.wantAgain()) this.#page.draw();
  }

  undo(): void {
    const rows = this.#page.isLocked() ? null : this.#part.undo();
    if (rows === null) return;
    this.#relist(null);
    const before = this.items.findIndex((one) => one.rows.some(({ id }) => id === rows[0]));
    if (before !== -1) this.at = before;
    this.#look();
    this.#page.say(`Taken back: ${rowWords(rows.length)}.`);
    this.#page.changed();
    this.#page.draw();
  }

  #showAnew(): void {
    this.#relist(this.item);
    this.#look();
    this.#page.draw();
  }

  #relist(stay: PageItem | null): void {
    this.items = this.#part.items(this.filter, this.together);
    const first = stay?.rows[0]?.id;
    const again =
      first === undefined ? -1 : this.items.findIndex(({ rows }) => rows.some(({ id }) => id === first));
    this.at = Math.max(0, again === -1 ? Math.min(this.at, this.items.length - 1) : again);
  }

  #look(): void {
    this.reason = null;
    this.#wanted = null;
    this.problem = null;
    this.#page.clearWords();
    this.#lookedSince = performance.now();
  }

  #reasonGiven(): ReviewReason | null {
    const text = this.#page.words();
    if (this.reason === null) return text === '' ? null : { code: 'other', text };
    return { code: this.reason, text };
  }

  /** Decides what is looked at and goes on; answers why not, in words. */
  #take(decision: ReviewDecision): string | null {
    const present = this.item;
    if (present === null) return 'There is nothing to decide here.';
    const tookMs = Math.round(performance.now() - this.#lookedSince);
    const moment = { at: new Date().toISOString(), day: today(), tookMs };
    const refused = this.#part.decide(present.rows, decision, moment);
    if (refused !== null) return refused;
    const before = this.items.length;
    this.#relist(this.filter === 'undecided' ? null : present);
    const next = this.items.findIndex(
      (one, number) => number >= this.at && this.#part.decisionOfItem(one) === null,
    );
    if (next !== -1) this.at = next;
    else if (this.items.length === before) this.at = Math.min(this.items.length - 1, this.at + 1);
    this.#look();
    const { decided, rows } = this.#part.counts();
    this.#page.say(`${decisionFaces[decision.kind].done}. ${rowWords(rows - decided)} left.`);
    this.#page.changed();
    this.#page.draw();
    this.#page.toList();
    return null;
  }
}
