import { mostDeferDays, type ReviewDecision, type ReviewRow } from '../../src-shared/domain/review.ts';
import type { ScopeType } from '../../src-shared/domain/scope.ts';
import type { ReviewPacket } from '../../src-shared/domain/review-file.ts';
import { button, field, make } from './page-dom.ts';
import type { PageCounts } from './page-part.ts';
import { rowWords } from './page-words.ts';

/** Opens a dialog over the page; it closes by Escape, and gives the focus back by itself. */
function openDialog(
  title: string,
  body: readonly (Node | null)[],
  { label, act }: { label: string; act: (() => string | null) | null },
): void {
  const problem = make('p', { class: 'problem', role: 'alert' });
  const confirm = make('button', { type: 'submit', class: 'primary' }, label);
  const form = make(
    'form',
    { method: 'dialog' },
    make('h2', { id: 'dialog-title' }, title),
    ...body,
    problem,
    make(
      'div',
      { class: 'row end' },
      act === null ? null : button('Cancel', { look: 'quiet', act: () => dialog.close() }),
      confirm,
    ),
  );
  const dialog = make('dialog', { 'aria-labelledby': 'dialog-title' }, form);
  form.addEventListener('submit', (submitted) => {
    const refused = act?.() ?? null;
    if (refused === null) return;
    submitted.preventDefault();
    problem.textContent = refused;
  });
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const textField = (value = ''): HTMLInputElement => {
  const input = make('input', { type: 'text', maxlength: '500', autocomplete: 'off' });
  input.value = value;
  return input;
};

/** A field that offers what is known, and takes other words as well. */
function offering(
  id: string,
  options: readonly { value: string; label: string }[],
): readonly [HTMLInputElement, Node] {
  const input = make('input', { type: 'text', list: id, maxlength: '320', autocomplete: 'off' });
  const list = make(
    'datalist',
    { id },
    ...options.map(({ value, label }) => make('option', { value }, label)),
  );
  return [input, list];
}

const people = ({ reviewers, reviewer }: ReviewPacket): { value: string; label: string }[] =>
  reviewers.filter(({ id }) => id !== reviewer.id).map(({ id, name }) => ({ value: id, label: name }));

/** What a dialog does with the decision that was put together; answers why not, in words. */
type Take = (decision: ReviewDecision) => string | null;

/** Another role, another place, or both. */
export function askChange(packet: ReviewPacket, row: ReviewRow, take: Take): void {
  const role = make(
    'select',
    {},
    make('option', { value: '' }, `As it is: ${row.role.name}`),
    ...packet.roles
      .filter(({ id }) => id !== row.role.id)
      .map(({ id, name }) => make('option', { value: id }, name)),
  );
  const [place, places] = offering(
    'places',
    packet.places.map(({ path, type }) => ({ value: path, label: type })),
  );
  place.placeholder = `As it is: ${row.scope.path}`;
  const why = textField();
  openDialog(
    'Change to',
    [
      field('Role', role),
      field('Place', place, 'Begin to type, and choose one of those that are offered.'),
      places,
      field('Why', why),
    ],
    {
      label: 'Change',
      act: () => {
        const chosen = packet.roles.find(({ id }) => id === role.value);
        const path = place.value.trim();
        const there = packet.places.find((one) => one.path === path);
        if (path !== '' && there === undefined) return 'There is no such place among those that are offered.';
        const words = why.value.trim();
        return take({
          kind: 'change',
          role: chosen ?? null,
          scope:
            there === undefined
              ? null
              : // Places come from the app, which knows no other kinds.
                { type: there.type as ScopeType, id: there.id, name: there.name },
          reason: words === '' ? null : { code: 'other', text: words },
        });
      },
    },
  );
}

/** Somebody finds out, until a day. */
export function askDefer(packet: ReviewPacket, today: string, take: Take): void {
  const day = (after: number): string =>
    new Date(Date.parse(today) + after * 86_400_000).toISOString().slice(0, 10);
  const [owner, owners] = offering('owners', people(packet));
  owner.value = packet.reviewer.id;
  const until = make('input', { type: 'date', min: day(1), max: day(mostDeferDays) });
  until.value = day(7);
  const why = textField();
  openDialog(
    'Put off',
    [
      field('Who finds out', owner),
      owners,
      field('Until', until, `At most ${mostDeferDays} days.`),
      field('Why', why),
    ],
    {
      label: 'Put off',
      act: () => {
        if (owner.value.trim() === '') return 'Say who finds out.';
        if (until.value === '') return 'Choose a day.';
        return take({
          kind: 'defer',
          owner: owner.value.trim(),
          until: until.value,
          reason: { code: 'asking', text: why.value.trim() },
        });
      },
    },
  );
}

/** Somebody else would know. */
export function askNotMine(packet: ReviewPacket, take: Take): void {
  const [to, others] = offering('others', people(packet));
  const why = textField();
  openDialog('Not mine', [field('Who would know', to, 'May stay empty.'), others, field('Why', why)], {
    label: 'Not mine',
    act: () =>
      take({
        kind: 'not-mine',
        to: to.value.trim() === '' ? null : to.value.trim().toLowerCase(),
        reason: { code: 'not-known-to-me', text: why.value.trim() },
      }),
  });
}

const keys: readonly (readonly [string, string])[] = [
  ['J ↓', 'Next'],
  ['↑', 'Previous'],
  ['K', 'Keep'],
  ['R', 'Revoke'],
  ['C', 'Change'],
  ['D', 'Put off'],
  ['N', 'Not mine'],
  ['1–9', 'Reason for the decision that comes next'],
  ['U', 'Undo'],
  ['G', 'Rows with the same role on the same place as one, or one by one'],
  ['?', 'This help'],
];

/** All keys. */
export function showHelp(): void {
  openDialog(
    'Keys',
    [
      make(
        'dl',
        { class: 'keys' },
        ...keys.flatMap(([key, words]) => [make('dt', {}, make('kbd', {}, key)), make('dd', {}, words)]),
      ),
      make(
        'p',
        {},
        'Nothing is decided beforehand. What you leave undecided stays undecided; it is never revoked.',
      ),
    ],
    { label: 'Close', act: null },
  );
}

/** Signing off, with what it comes to. */
export function askSignOff(counts: PageCounts, sign: () => void): void {
  const { byKind, rows, decided, undecidedPrivileged } = counts;
  const left = rows - decided;
  openDialog(
    'Sign off',
    [
      make(
        'dl',
        { class: 'sums' },
        ...[
          ['Keep', byKind.keep],
          ['Revoke', byKind.revoke],
          ['Change', byKind.change],
          ['Put off', byKind.defer],
          ['Not mine', byKind['not-mine']],
          ['Undecided', left],
        ].flatMap(([name, count]) => [
          make('dt', {}, String(name)),
          make('dd', {}, Number(count).toLocaleString('en')),
        ]),
      ),
      left === 0
        ? null
        : make(
            'p',
            { class: 'warn' },
            `${rowWords(left)} would stay undecided${undecidedPrivileged === 0 ? '' : `, ${undecidedPrivileged} of them privileged`}. Undecided is not revoked, but the review cannot be closed by it.`,
          ),
      make(
        'p',
        {},
        'Your decisions stand from then on. The answer is saved as a file, which you send back; it names no people but in what you wrote yourself.',
      ),
    ],
    {
      label: 'Sign off and save the answer',
      act: () => {
        sign();
        return null;
      },
    },
  );
}
