import { expect, test, vi } from 'vitest';
import type { RebuildableMirror } from '../../../../src-main/db/create-mirror.ts';
import { silentLog } from '../../../../src-main/log/log.ts';
import { createDepartedUsers } from '../../../../src-main/services/history/departed-users.ts';
import { noTenantGates } from '../../../../src-shared/access/gates.ts';
import type { ViewWindowRequest } from '../../../../src-shared/views/view-query.ts';
import { memoryHistory } from '../../../builders/memory-history.ts';

/** A room in which it is written down what is asked of whom, in order. */
function aRoom(departed?: () => Promise<readonly string[]>, usersWait = false) {
  const asked: string[] = [];
  const state = { ready: true };
  const history = memoryHistory();
  // Only these are asked.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const mirror = {
    window: async ({ view }: ViewWindowRequest) => void asked.push(`window ${view}`),
    record: async (view: string) => void asked.push(`record ${view}`),
    access: {
      whoCan: async () => void asked.push('who can'),
      freeze: async () => void asked.push('freeze'),
    },
    setDeparted: async (emails: readonly string[]) => void asked.push(`tell ${emails.join()}`),
  } as unknown as RebuildableMirror;
  const users = createDepartedUsers({
    history: departed === undefined ? history : { departed },
    mirror,
    ready: () => state.ready,
    usersWait,
    log: silentLog,
  });
  const window = (view: ViewWindowRequest['view']) =>
    users.mirror.window({
      view,
      search: '',
      filters: [],
      sort: [],
      from: 0,
      to: 10,
      columns: [],
      facets: false,
    });
  return { asked, state, history, users, window };
}

test('who was deleted is told before the first answer about access rules, and for no other kind of table', async () => {
  const { asked, users, window } = aRoom();
  await window('roles');
  await window('access-rules');
  await users.mirror.record('access-rules', '7');
  expect(asked).toEqual([
    'window roles',
    'tell gone@example.com',
    'window access-rules',
    'record access-rules',
  ]);
});

test('answers about effective access wait for it, as they tell deleted users too', async () => {
  const { asked, users } = aRoom();
  const question = { as: 'tenant' as const, action: 'read' as const, resourceType: 'project', scope: null };
  const all = { parts: true, dormant: true, types: null, search: '', from: 0, to: 10, gates: noTenantGates };
  await users.mirror.access.whoCan({ ...question, ...all });
  expect(asked).toEqual(['tell gone@example.com', 'who can']);
});

test('the table of users does not wait for it in a window, and does in the terminal', async () => {
  const inWindow = aRoom();
  await inWindow.window('users');
  await vi.waitFor(() => expect(inWindow.asked).toEqual(['window users', 'tell gone@example.com']));
  const inTerminal = aRoom(undefined, true);
  await inTerminal.window('users');
  await inTerminal.users.mirror.record('users', 'pre-authorised:gone@example.com');
  expect(inTerminal.asked).toEqual(['tell gone@example.com', 'window users', 'record users']);
});

test('what is to be told once is told once, and not while the history is busy', async () => {
  const { asked, state, users, window } = aRoom();
  state.ready = false;
  await window('users');
  users.once();
  state.ready = true;
  users.once();
  users.once();
  await window('access-rules');
  expect(asked).toEqual(['window users', 'tell gone@example.com', 'window access-rules']);
});

test('it is told again after a look, and nothing waits for a history that is busy or not there', async () => {
  const { asked, state, users, window } = aRoom();
  state.ready = false;
  await window('access-rules');
  users.again();
  await window('access-rules');
  users.again();
  await window('access-rules');
  expect(asked).toEqual([
    'window access-rules',
    'tell gone@example.com',
    'window access-rules',
    'tell gone@example.com',
    'window access-rules',
  ]);
});

test('no trouble of the history keeps an answer back', async () => {
  const { asked, window } = aRoom(() => Promise.reject(new Error('closed')));
  await window('access-rules');
  expect(asked).toEqual(['window access-rules']);
});
