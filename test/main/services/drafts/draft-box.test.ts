import { expect, it } from 'vitest';
import { createDraftBox } from '../../../../src-main/services/drafts/draft-box.ts';
import { draftsCalls } from '../../../../src-shared/ipc/drafts-contract.ts';

function box() {
  const open = { tenant: 'k1' as string | null };
  return { open, box: createDraftBox({ tenant: () => open.tenant }) };
}
const draft = (name: string, text = '{}') => ({ name, text });

it('gives back after one unlock what the lock closed, once', () => {
  const { box: drafts } = box();
  drafts.keep(draft('new-user', '{"email":"a"}'));
  drafts.keep(draft('new-user', '{"email":"ad"}'));
  expect(drafts.takeBack()).toEqual([]);
  drafts.locked();
  expect(drafts.takeBack()).toEqual([draft('new-user', '{"email":"ad"}')]);
  expect(drafts.takeBack()).toEqual([]);
});

it('forgets what was saved or given up, and what the page after an earlier unlock did not go on with', () => {
  const { box: drafts } = box();
  drafts.keep(draft('new-user'));
  drafts.keep(draft('role-editor:edit:7'));
  drafts.drop({ name: 'new-user' });
  drafts.locked();
  drafts.locked();
  expect(drafts.takeBack()).toEqual([]);
});

it('keeps them from another tenant, and holds no endless number of them', () => {
  const { box: drafts, open } = box();
  drafts.keep(draft('new-rules'));
  drafts.locked();
  open.tenant = 'k2';
  expect(drafts.takeBack()).toEqual([]);
  open.tenant = 'k1';
  expect(drafts.takeBack()).toEqual([]);
  open.tenant = null;
  drafts.keep(draft('new-rules'));
  open.tenant = 'k1';
  for (let at = 0; at < 30; at += 1) drafts.keep(draft(`role-editor:edit:${at}`));
  drafts.locked();
  expect(drafts.takeBack()).toHaveLength(10);
});

it.each(['new-user', 'new-rules', 'role-editor:new:', 'role-editor:clone:-3', 'role-editor:edit:12'])(
  'takes a draft of %s over the border, and none of anything else',
  (name) => {
    const { input } = draftsCalls['drafts.keep'];
    expect(input.safeParse({ name, text: 'x' }).success).toBe(true);
    expect(input.safeParse({ name: `${name}?`, text: 'x' }).success).toBe(false);
    expect(input.safeParse({ name: 'password', text: 'x' }).success).toBe(false);
  },
);
