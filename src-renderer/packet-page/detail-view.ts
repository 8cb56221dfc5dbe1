import type { DecisionKind, ReasonCode, ReviewDecision, ReviewRow } from '../../src-shared/domain/review.ts';
import type { ReviewPacket } from '../../src-shared/domain/review-file.ts';
import { button, make, nameText } from './page-dom.ts';
import type { PageItem } from './page-part.ts';
import { decisionFaces, decisionText, reasonChips } from '../../src-shared/words/decision-words.ts';
import { effectWords, rowWords, signInWords, subjectWords } from './page-words.ts';

/** What the right side can ask for. */
export interface DetailActs {
  decide(kind: DecisionKind): void;
  reason(code: ReasonCode): void;
  undo(): void;
}

/** What it shows. */
export interface DetailState {
  readonly packet: ReviewPacket;
  readonly item: PageItem | null;
  readonly decision: ReviewDecision | null | 'mixed';
  readonly reason: ReasonCode | null;
  /** Why the last wish was not fulfilled, in words. */
  readonly problem: string | null;
  readonly locked: boolean;
  /** What was typed as a reason; kept by the caller, for the field is drawn anew. */
  readonly words: HTMLInputElement;
}

const fact = (name: string, ...value: (Node | string)[]): readonly Node[] => [
  make('dt', {}, name),
  make('dd', {}, ...value),
];

function hintList(rows: readonly ReviewRow[]): Node | null {
  const hints = rows.flatMap((row) =>
    row.hints.map(({ text }) =>
      make('li', {}, ...(rows.length > 1 ? [nameText(row.subject.name), ': '] : []), text),
    ),
  );
  if (hints.length === 0) return null;
  const more = hints.length - 50;
  return make(
    'section',
    {},
    make('h3', {}, 'Look twice'),
    make(
      'ul',
      { class: 'hints' },
      ...hints.slice(0, 50),
      more > 0 ? make('li', {}, `and ${more} more`) : null,
    ),
  );
}

function effectOf(rows: readonly ReviewRow[]): Node {
  const [row] = rows;
  const lines = row === undefined ? [] : rows.length > 1 ? [] : effectWords(row);
  const lost = rows.length > 1 ? [] : (row?.effect.lost ?? []);
  const losers = rows.filter(({ effect }) => effect.lostCount > 0).length;
  return make(
    'section',
    {},
    make('h3', {}, 'If it is revoked'),
    ...(rows.length > 1
      ? [
          make(
            'p',
            {},
            `${losers.toLocaleString('en')} of ${rowWords(rows.length)} would lose something by it.`,
          ),
        ]
      : lines.map((line) => make('p', {}, line))),
    lost.length === 0 ? null : make('ul', {}, ...lost.map((one) => make('li', {}, one))),
  );
}

function membersOf(rows: readonly ReviewRow[]): Node | null {
  if (rows.length === 1) return null;
  return make(
    'section',
    {},
    make('h3', {}, `Who: ${rowWords(rows.length)} decided as one`),
    make(
      'ul',
      { class: 'members' },
      ...rows
        .slice(0, 200)
        .map((row) =>
          make('li', {}, nameText(row.subject.name), ' ', make('small', {}, nameText(row.subject.id))),
        ),
      rows.length > 200
        ? make('li', {}, `and ${rows.length - 200} more; press G to see them one by one`)
        : null,
    ),
  );
}

function factsOf(rows: readonly ReviewRow[]): Node | null {
  const [row] = rows;
  if (row === undefined) return null;
  const one = rows.length === 1;
  return make(
    'dl',
    {},
    ...(one ? fact(subjectWords[row.subject.type] ?? 'Subject', nameText(row.subject.id)) : []),
    ...fact('Role', nameText(row.role.name), ` (${row.role.tier})`),
    ...fact('Place', nameText(row.scope.path)),
    ...(one ? fact('Last sign-in', signInWords(row)) : []),
    ...(one && row.grantedBy !== null
      ? fact(
          'Granted',
          nameText(row.grantedBy),
          row.grantedAt === null ? '' : `, ${row.grantedAt.slice(0, 10)}`,
        )
      : []),
  );
}

function decideBox(state: DetailState, acts: DetailActs): Node {
  const { decision, reason, problem, locked, packet } = state;
  const kinds: readonly DecisionKind[] = ['keep', 'revoke', 'change', 'defer', 'not-mine'];
  const acting = (act: string, made: HTMLButtonElement): HTMLButtonElement => {
    made.disabled = locked;
    made.dataset['act'] = act;
    return made;
  };
  const standing =
    decision === null
      ? 'Not decided yet.'
      : decision === 'mixed'
        ? 'These rows are decided differently.'
        : decisionText(decision, packet.reviewers);
  return make(
    'section',
    { class: 'decide', 'aria-label': 'Decision' },
    make('p', { class: 'standing' }, standing),
    make(
      'div',
      { class: 'kinds', role: 'group', 'aria-label': 'Decide' },
      ...kinds.map((kind) => {
        const { done, key } = decisionFaces[kind];
        const made = acting(
          kind,
          button(kind === 'keep' || kind === 'revoke' ? done : `${done}…`, {
            hint: key,
            look: kind,
            act: () => acts.decide(kind),
          }),
        );
        const is = decision !== null && decision !== 'mixed' && decision.kind === kind;
        made.setAttribute('aria-pressed', String(is));
        return made;
      }),
      acting('undo', button('Undo', { hint: 'U', look: 'quiet', act: acts.undo })),
    ),
    make(
      'div',
      { class: 'chips', role: 'group', 'aria-label': 'Reason' },
      ...reasonChips.map(({ code, label }, at) => {
        const made = acting(
          `reason-${code}`,
          button(label, { hint: at < 9 ? String(at + 1) : null, look: 'chip', act: () => acts.reason(code) }),
        );
        made.setAttribute('aria-pressed', String(reason === code));
        return made;
      }),
    ),
    state.words,
    make('p', { class: 'problem', role: 'alert' }, problem ?? ''),
  );
}

/** The right side: what is looked at, and how to decide it. */
export function detailOf(state: DetailState, acts: DetailActs): readonly Node[] {
  const rows = state.item?.rows ?? [];
  const [row] = rows;
  if (row === undefined)
    return [make('p', { class: 'empty' }, 'Nothing is left here. Choose another filter, or sign off.')];
  return [
    make(
      'h2',
      {},
      rows.length > 1 ? `${rows.length.toLocaleString('en')} alike` : nameText(row.subject.name),
      row.privileged ? make('span', { class: 'tag privileged' }, 'privileged') : null,
    ),
    decideBox(state, acts),
    make('div', { class: 'facts' }, factsOf(rows), hintList(rows), effectOf(rows), membersOf(rows)),
  ];
}
