import { Deciding } from './deciding.ts';
import { detailOf } from './detail-view.ts';
import { askSignOff, showHelp } from './dialogs.ts';
import { createDraftKeeper } from './draft-keeper.ts';
import { createListView } from './list-view.ts';
import type { OpenedPage } from './page-crypto.ts';
import { button, make } from './page-dom.ts';
import { PageFiles } from './page-files.ts';
import { showFrame } from './page-frame.ts';
import { listenToKeys } from './page-keys.ts';
import { type PageFilter, PagePart } from './page-part.ts';
import { rowWords } from './page-words.ts';

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
  const files = new PageFiles(opened, keeper, () => part.answered());

  const status = make('p', { role: 'status', class: 'status' });
  const kept = make('p', { class: 'kept' });
  const progress = make('progress', { 'aria-label': 'Decided', max: String(packet.rows.length) });
  const sum = make('span', { class: 'sum' });
  const detail = make('div', {
    class: 'detail',
    role: 'region',
    'aria-label': 'What is looked at',
    // It scrolls, also where nothing in it can be pressed any more.
    tabindex: '0',
  });
  const words = make('input', {
    type: 'text',
    class: 'words',
    maxlength: '500',
    autocomplete: 'off',
    'aria-label': 'Reason in your words',
    placeholder: 'In your words; Enter goes back',
  });
  const list = createListView((to) => deciding.move(to));
  const toList = (): void => list.element.focus({ preventScroll: true });
  const sayWhereKept = (): void => {
    kept.textContent = keeper.works
      ? 'Kept in this browser as you go, sealed. To go on elsewhere, save a draft.'
      : 'This browser keeps nothing of a page from a disk. Save a draft before you close it.';
  };
  const deciding = new Deciding(part, {
    draw,
    toList,
    toWords: () => words.focus(),
    words: () => words.value.trim(),
    clearWords: () => {
      words.value = '';
    },
    say: (text) => {
      status.textContent = text;
    },
    changed: () => files.changed(sayWhereKept),
    isLocked: () => files.signedOff,
  });
  const filterButtons = filters.map(([name, label]) => {
    const made = button(label, { look: 'chip', act: () => deciding.setFilter(name) });
    return [name, made] as const;
  });
  const togetherButton = button('Alike as one', {
    hint: 'G',
    look: 'chip',
    act: () => deciding.toggleTogether(),
  });

  function draw(): void {
    const counts = part.counts();
    progress.value = counts.decided;
    sum.textContent = `${counts.decided.toLocaleString('en')} of ${rowWords(counts.rows)} decided`;
    for (const [name, made] of filterButtons)
      made.setAttribute('aria-pressed', String(name === deciding.filter));
    togetherButton.setAttribute('aria-pressed', String(deciding.together));
    const { items, at, item, reason } = deciding;
    const problem = files.signedOff ? null : deciding.problem;
    list.show({ items, at, decisionOf: (one) => part.decisionOfItem(one) });
    const { activeElement } = document;
    const typing = activeElement === words;
    const pressed =
      activeElement instanceof HTMLElement && detail.contains(activeElement)
        ? activeElement.dataset['act']
        : undefined;
    const decision = item === null ? null : part.decisionOfItem(item);
    detail.replaceChildren(
      ...detailOf(
        { packet, item, decision, reason, problem, locked: files.signedOff, words },
        {
          decide: (kind) => deciding.want(kind),
          reason: (code) => deciding.setReason(code),
          undo: () => deciding.undo(),
        },
      ),
    );
    words.hidden = files.signedOff || item === null;
    // What was there is drawn anew, and the keyboard stays where it was.
    if (typing) words.focus();
    else if (pressed !== undefined) detail.querySelector<HTMLElement>(`[data-act="${pressed}"]`)?.focus();
  }

  async function signOff(): Promise<void> {
    await files.saveAnswer();
    status.textContent =
      'Signed off. Send the answer that was saved to whoever asked you; nothing can be changed here any more.';
    signButton.firstChild?.replaceWith('Save the answer again');
    loadButton.disabled = true;
    draw();
  }

  async function loadDraft(file: File): Promise<void> {
    const took = !files.signedOff && part.load(await files.readDraft(file));
    status.textContent = took
      ? 'The draft is here.'
      : files.signedOff
        ? 'It is signed off: nothing can be changed here any more.'
        : 'This file is not a draft of this packet, or it was changed.';
    if (took) deciding.again();
  }

  const signButton = button('Sign off…', {
    look: 'primary',
    act: () => {
      if (files.signedOff) void signOff();
      else askSignOff(part.counts(), () => void signOff());
    },
  });
  const draftFile = make('input', {
    type: 'file',
    accept: '.json',
    hidden: true,
    'aria-label': 'Draft file',
  });
  const loadButton = button('Load a draft…', { look: 'quiet', act: () => draftFile.click() });
  draftFile.addEventListener('change', () => {
    const [file] = draftFile.files ?? [];
    if (file !== undefined) void loadDraft(file);
    draftFile.value = '';
  });
  words.addEventListener('keydown', (pressed) => {
    if (pressed.key !== 'Enter' && pressed.key !== 'Escape') return;
    pressed.preventDefault();
    if (pressed.key === 'Enter') deciding.wantAgain();
    toList();
  });
  listenToKeys(
    {
      j: () => deciding.move(deciding.at + 1),
      arrowdown: () => deciding.move(deciding.at + 1),
      arrowup: () => deciding.move(deciding.at - 1),
      pagedown: () => deciding.move(deciding.at + list.pageSize()),
      pageup: () => deciding.move(deciding.at - list.pageSize()),
      home: () => deciding.move(0),
      end: () => deciding.move(deciding.items.length - 1),
      k: () => deciding.want('keep'),
      r: () => deciding.want('revoke'),
      c: () => deciding.want('change'),
      d: () => deciding.want('defer'),
      n: () => deciding.want('not-mine'),
      u: () => deciding.undo(),
      g: () => deciding.toggleTogether(),
      '?': showHelp,
    },
    (code) => deciding.setReason(code),
  );
  addEventListener('beforeunload', (leaving) => {
    if (!files.saved) leaving.preventDefault();
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
        loadButton,
        button('Save a draft', {
          look: 'quiet',
          act: () =>
            void files.saveDraft().then(() => {
              status.textContent = 'The draft is saved as a file.';
            }),
        }),
        draftFile,
      ),
    ],
  });
  sayWhereKept();
  deciding.begin();
}
