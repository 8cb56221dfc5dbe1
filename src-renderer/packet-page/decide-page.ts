import type {
  DecisionKind,
  ReasonCode,
  ReviewDecision,
  ReviewReason,
} from '../../src-shared/domain/review.ts';
import { answerText } from '../../src-shared/reviews/seal-answer.ts';
import { detailOf } from './detail-view.ts';
import { askChange, askDefer, askNotMine, askSignOff, showHelp } from './dialogs.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import { createListView } from './list-view.ts';
import { openDraft, type OpenedPage, pageHmac, sealDraft } from './page-crypto.ts';
import { button, make, saveText } from './page-dom.ts';
import { type PageFilter, type PageItem, PagePart } from './page-part.ts';
import { showFrame } from './page-frame.ts';
import { listenToKeys } from './page-keys.ts';
import { decisionFaces, rowWords } from './page-words.ts';
import { today } from './own-day.ts';

const filters: readonly (readonly [PageFilter, string])[] = [
  ['all', 'All'],
  ['undecided', 'Undecided'],
  ['privileged', 'Privileged'],
];

/** The deciding page in place of the door. */
export async function decidePage(page: HTMLElement, opened: OpenedPage): Promise<void> {
  const { packet } = opened;
  const part = new PagePart(packet);
  const keeper = createDraftKeeper(opened);
  const short = packet.packet.slice(0, 8);

  let filter: PageFilter = 'all';
  let together = true;
  let items: readonly PageItem[] = [];
  let at = 0;
  let reason: ReasonCode | null = null;
  let wanted: DecisionKind | null = null;
  let problem: string | null = null;
  let lookedSince = performance.now();
  let answer: string | null = null;
  let saved = true;
  let keeping: ReturnType<typeof setTimeout> | undefined;

  const status = make('p', { role: 'status', class: 'status' });
  const kept = make('p', { class: 'kept' });
  const progress = make('progress', { 'aria-label': 'Decided', max: String(packet.rows.length) });
  const sum = make('span', { class: 'sum' });
  const detail = make('div', { class: 'detail', role: 'region', 'aria-label': 'What is looked at' });
  const list = createListView((to) => move(to));
  const words = make('input', {
    type: 'text',
    class: 'words',
    maxlength: '500',
    autocomplete: 'off',
    'aria-label': 'Reason in your words',
    placeholder: 'In your words; Enter goes back',
  });
  const filterButtons = filters.map(([name, label]) => {
    const made = button(label, { look: 'chip', act: () => setFilter(name) });
    return [name, made] as const;
  });
  const togetherButton = button('Alike as one', { hint: 'G', look: 'chip', act: () => toggleTogether() });

  const item = (): PageItem | null => items[at] ?? null;

  function render(): void {
    const counts = part.counts();
    progress.value = counts.decided;
    sum.textContent = `${counts.decided.toLocaleString('en')} of ${rowWords(counts.rows)} decided`;
    for (const [name, made] of filterButtons) made.setAttribute('aria-pressed', String(name === filter));
    togetherButton.setAttribute('aria-pressed', String(together));
    list.show({ items, at, decisionOf: (one) => part.decisionOfItem(one) });
    const typing = document.activeElement === words;
    const present = item();
    detail.replaceChildren(
      ...detailOf(
        {
          packet,
          item: present,
          decision: present === null ? null : part.decisionOfItem(present),
          reason,
          problem,
          locked: answer !== null,
          words,
        },
        { decide: want, reason: setReason, undo },
      ),
    );
    words.hidden = answer !== null || present === null;
    if (typing) words.focus();
  }

  function sayWhereKept(): void {
    kept.textContent = keeper.works
      ? 'Kept in this browser as you go, sealed. To go on elsewhere, save a draft.'
      : 'This browser keeps nothing of a page from a disk. Save a draft before you close it.';
  }

  function relist(stay: PageItem | null): void {
    items = part.items(filter, together);
    const again =
      stay === null ? -1 : items.findIndex(({ rows }) => rows.some(({ id }) => id === stay.rows[0]?.id));
    at = Math.max(0, again === -1 ? Math.min(at, items.length - 1) : again);
  }

  function look(): void {
    reason = null;
    wanted = null;
    problem = null;
    words.value = '';
    lookedSince = performance.now();
  }

  function move(to: number): void {
    at = Math.max(0, Math.min(items.length - 1, to));
    look();
    render();
    list.element.focus({ preventScroll: true });
  }

  function setFilter(next: PageFilter): void {
    filter = next;
    relist(item());
    look();
    render();
  }

  function toggleTogether(): void {
    together = !together;
    relist(item());
    look();
    render();
  }

  function changed(): void {
    saved = false;
    clearTimeout(keeping);
    // Sealing ten thousand decisions takes a moment, which nobody should feel at a key.
    keeping = setTimeout(() => {
      void keeper.keep(part.answered()).then(() => {
        if (keeper.works) saved = true;
        sayWhereKept();
      });
    }, 400);
  }

  function take(decision: ReviewDecision): string | null {
    const present = item();
    if (present === null) return 'There is nothing to decide here.';
    const tookMs = Math.round(performance.now() - lookedSince);
    const refused = part.decide(present.rows, decision, {
      at: new Date().toISOString(),
      day: today(),
      tookMs,
    });
    if (refused !== null) return refused;
    const before = items.length;
    relist(filter === 'undecided' ? null : present);
    const next = items.findIndex((one, number) => number > at - 1 && part.decisionOfItem(one) === null);
    if (next !== -1) at = next;
    else if (items.length === before) at = Math.min(items.length - 1, at + 1);
    look();
    const { decided, rows } = part.counts();
    status.textContent = `${decisionFaces[decision.kind].label}. ${rowWords(rows - decided)} left.`;
    changed();
    render();
    list.element.focus({ preventScroll: true });
    return null;
  }

  function reasonGiven(): ReviewReason | null {
    const text = words.value.trim();
    if (reason === null) return text === '' ? null : { code: 'other', text };
    return { code: reason, text };
  }

  function want(kind: DecisionKind): void {
    const present = item();
    const [row] = present?.rows ?? [];
    if (answer !== null || row === undefined) return;
    wanted = kind;
    if (kind === 'change') askChange(packet, row, take);
    else if (kind === 'defer') askDefer(packet, today(), take);
    else if (kind === 'not-mine') askNotMine(packet, take);
    else {
      problem = take({ kind, reason: reasonGiven() });
      if (problem !== null) {
        problem = `${problem} Press 1 to 9, or write it.`;
        render();
      }
    }
  }

  /** A reason for what comes next, or for what was wanted and had none. */
  function setReason(code: ReasonCode): void {
    if (answer !== null) return;
    reason = reason === code ? null : code;
    if (code === 'other' && reason !== null) {
      render();
      words.focus();
      return;
    }
    if (reason !== null && (wanted === 'keep' || wanted === 'revoke')) want(wanted);
    else render();
  }

  function undo(): void {
    if (answer !== null) return;
    const rows = part.undo();
    if (rows === null) return;
    relist(null);
    const again = items.findIndex((one) => one.rows.some(({ id }) => id === rows[0]));
    if (again !== -1) at = again;
    look();
    status.textContent = `Taken back: ${rowWords(rows.length)}.`;
    changed();
    render();
  }

  async function saveDraft(): Promise<void> {
    saveText(`draft-${short}.json`, await sealDraft(opened, part.answered()));
    saved = true;
    status.textContent = 'The draft is saved as a file.';
  }

  async function loadDraft(file: File): Promise<void> {
    const took = part.load(await openDraft(opened, await file.text()));
    status.textContent = took
      ? 'The draft is here.'
      : 'This file is not a draft of this packet, or it was changed.';
    if (!took) return;
    relist(null);
    changed();
    render();
  }

  async function signOff(): Promise<void> {
    answer ??= await answerText(
      { packet, way: 'page', decisions: part.answered(), signedOffAt: new Date().toISOString() },
      pageHmac,
    );
    saveText(`answer-${short}.json`, answer);
    saved = true;
    status.textContent =
      'Signed off. Send the answer that was saved to whoever asked you; nothing can be changed here any more.';
    signButton.firstChild?.replaceWith('Save the answer again');
    render();
  }

  const signButton = button('Sign off…', {
    look: 'primary',
    act: () => {
      if (answer === null) askSignOff(part.counts(), () => void signOff());
      else void signOff();
    },
  });
  const draftFile = make('input', {
    type: 'file',
    accept: '.json',
    hidden: true,
    'aria-label': 'Draft file',
  });
  draftFile.addEventListener('change', () => {
    const [file] = draftFile.files ?? [];
    if (file !== undefined) void loadDraft(file);
    draftFile.value = '';
  });
  words.addEventListener('keydown', (pressed) => {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return;
    pressed.preventDefault();
    if (pressed.key === 'Enter' && (wanted === 'keep' || wanted === 'revoke')) want(wanted);
    list.element.focus({ preventScroll: true });
  });

  const plain: Readonly<Record<string, () => void>> = {
    j: () => move(at + 1),
    arrowdown: () => move(at + 1),
    arrowup: () => move(at - 1),
    pagedown: () => move(at + list.pageSize()),
    pageup: () => move(at - list.pageSize()),
    home: () => move(0),
    end: () => move(items.length - 1),
    k: () => want('keep'),
    r: () => want('revoke'),
    c: () => want('change'),
    d: () => want('defer'),
    n: () => want('not-mine'),
    u: undo,
    g: toggleTogether,
    '?': showHelp,
  };
  listenToKeys(plain, setReason);
  addEventListener('beforeunload', (leaving) => {
    if (!saved) leaving.preventDefault();
  });

  const found = await keeper.find();
  if (found !== null && part.load(found))
    status.textContent = 'Your decisions so far were found in this browser.';
  showFrame(page, packet, {
    top: [sum, progress, button('Keys', { hint: '?', look: 'quiet', act: showHelp }), signButton],
    bar: [...filterButtons.map(([, made]) => made), togetherButton, status],
    split: [list.element, detail],
    foot: [
      kept,
      make(
        'div',
        { class: 'row' },
        button('Load a draft…', { look: 'quiet', act: () => draftFile.click() }),
        button('Save a draft', { look: 'quiet', act: () => void saveDraft() }),
        draftFile,
      ),
    ],
  });
  sayWhereKept();
  relist(null);
  move(
    Math.max(
      0,
      items.findIndex((one) => part.decisionOfItem(one) === null),
    ),
  );
}
