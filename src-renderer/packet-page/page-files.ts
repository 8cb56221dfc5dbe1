import type { Answered } from '../../src-shared/domain/review-file.ts';
import { answerText } from '../../src-shared/reviews/seal-answer.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import { openDraft, type OpenedPage, pageHmac, sealDraft } from './page-crypto.ts';
import { saveText } from './page-dom.ts';

/** How long the deciding rests before a draft is kept, milliseconds: sealing ten thousand decisions takes a moment, which nobody should feel at a key. */
const rest = 400;

/** What leaves the page, and what is kept of it: drafts, and the answer in the end. */
export class PageFiles {
  readonly #opened: OpenedPage;
  readonly #keeper: DraftKeeper;
  readonly #answered: () => Answered[];
  readonly #short: string;
  #saved = true;
  #answer: string | null = null;
  #keeping: ReturnType<typeof setTimeout> | undefined;

  /** `answered`: what stands now. */
  constructor(opened: OpenedPage, keeper: DraftKeeper, answered: () => Answered[]) {
    this.#opened = opened;
    this.#keeper = keeper;
    this.#answered = answered;
    this.#short = opened.packet.packet.slice(0, 8);
  }

  /** Whether everything that was decided is somewhere beside this page. */
  get saved(): boolean {
    return this.#saved;
  }

  get signedOff(): boolean {
    return this.#answer !== null;
  }

  /** Keeps a draft in this browser soon. `kept`: it was tried. */
  changed(kept: () => void): void {
    this.#saved = false;
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => {
      void this.#keeper.keep(this.#answered()).then(() => {
        if (this.#keeper.works) this.#saved = true;
        kept();
      });
    }, rest);
  }

  async saveDraft(): Promise<void> {
    saveText(`draft-${this.#short}.json`, await sealDraft(this.#opened, this.#answered()));
    this.#saved = true;
  }

  /** What is in a file that is said to be a draft of this packet; null: it is none. */
  async readDraft(file: File): Promise<unknown> {
    return await openDraft(this.#opened, await file.text());
  }

  /** Saves the answer; once more, the same one. From then on nothing can be decided. */
  async saveAnswer(): Promise<void> {
    const { packet } = this.#opened;
    this.#answer ??= await answerText(
      { packet, way: 'page', decisions: this.#answered(), signedOffAt: new Date().toISOString() },
      pageHmac,
    );
    saveText(`answer-${this.#short}.json`, this.#answer);
    this.#saved = true;
  }
}
