import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ChangeNoteView } from '../../../../src-renderer/features/changes/change-note-view.tsx';
import { noteTarget } from '../../../../src-renderer/features/changes/note-words.ts';
import { PlanSelectionBar } from '../../../../src-renderer/features/changes/plan-selection-bar.tsx';
import { creation, grant, planned } from './planned.ts';

const html = (node: React.ReactNode): string =>
  renderToStaticMarkup(<MantineProvider>{node}</MantineProvider>);
const set = { groupId: 'g1', groupTitle: 'New user ada' };
const ada = { note: { reason: 'Joins the team', ticket: 'CHG-1' } };
const list = [
  planned('a', creation('ada@example.com'), set, ada),
  planned('b', grant('ada@example.com'), set, ada),
  planned('c', creation('ben@example.com'), {}, { note: { reason: 'Joins the team', ticket: 'CHG-2' } }),
  planned('d', creation('eve@example.com'), { state: 'done' }),
];

it('one set is noted once, with what it has already', () => {
  expect(noteTarget(list, ['b', 'a'])).toEqual({
    groupIds: ['g1'],
    titles: ['New user ada'],
    reason: 'Joins the team',
    ticket: 'CHG-1',
  });
});

it('several sets begin with what they have in common, and what ended is left out', () => {
  expect(noteTarget(list, ['a', 'c', 'd'])).toMatchObject({
    groupIds: ['g1', 'group of c'],
    reason: 'Joins the team',
    ticket: '',
  });
  expect(noteTarget(list, ['d'])).toEqual({ groupIds: [], titles: [], reason: '', ticket: '' });
});

it('the drawer shows what was noted, with what cannot be seen made visible, and nothing where nothing was', () => {
  const [first, , , last] = list;
  if (first === undefined || last === undefined) throw new Error('both are in the list');
  const note = { reason: 'Joins\u202e the team', ticket: 'CHG-1' };
  const shown = html(<ChangeNoteView planned={{ ...first, note }} />);
  expect(shown).toContain('CHG-1');
  expect(shown).not.toContain('\u202e');
  expect(html(<ChangeNoteView planned={last} />)).not.toContain('<section');
});

it('the bar of a selection offers it', () => {
  const nothing = (): void => {};
  const bar = html(
    <PlanSelectionBar
      count={2}
      sendReason={null}
      sending={false}
      onSend={nothing}
      onDiscard={nothing}
      onNote={nothing}
      onExport={nothing}
      onClear={nothing}
    />,
  );
  expect(bar).toContain('Reason and ticket…');
});
