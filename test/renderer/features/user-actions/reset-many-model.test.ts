import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  issuedIds,
  newRun,
  nextOf,
  resetReducer,
  tallyOf,
  type ResetAction,
  type ResetRun,
} from '../../../../src-renderer/features/user-actions/reset-many-model.ts';
import { stopsAll } from '../../../../src-shared/rules/bulk-reset-rules.ts';
import type { UserTarget } from '../../../../src-renderer/ui/slots.tsx';
import { RolebookError } from '../../../../src-shared/errors/rolebook-error.ts';

const user = (id: string, more: Partial<UserTarget> = {}): UserTarget => ({
  id,
  email: `${id}@example.com`,
  isLocal: true,
  pending: null,
  ...more,
});
const { body: refused } = new RolebookError({
  kind: 'conflict',
  origin: 'cloud',
  reason: 'refused',
  message: 'No.',
});
const run = (users: readonly UserTarget[], ...actions: readonly ResetAction[]): ResetRun =>
  actions.reduce(resetReducer, newRun({ users, actor: 'root@example.com' }));
const issued = (id: string): ResetAction => ({
  type: 'ended',
  id,
  step: { state: 'issued', credentialId: `secret of ${id}` },
});

describe('resetting many passwords', () => {
  it('leaves out whom there is nothing to reset for, and asks before it begins', () => {
    const users = [user('a'), user('b', { isLocal: false }), user('c', { pending: 'removed' })];
    const asked = newRun({ users, actor: 'root@example.com' });
    expect(asked.rows.map(({ step }) => step.state)).toEqual(['waiting', 'unfit', 'unfit']);
    expect(nextOf(asked)).toBeNull();
    expect(nextOf(run(users, { type: 'start' }))?.id).toBe('a');
    expect(run(users, { type: 'start' }, issued('a')).phase).toBe('ended');
  });

  it('pauses after the one that is under way, goes on, and stops with what was issued', () => {
    const users = ['a', 'b', 'c'].map((id) => user(id));
    const busy = run(users, { type: 'start' }, { type: 'running', id: 'a' });
    expect(nextOf(busy)).toBeNull();
    const paused = run(
      users,
      { type: 'start' },
      { type: 'running', id: 'a' },
      { type: 'pause' },
      issued('a'),
    );
    expect([paused.phase, nextOf(paused), issuedIds(paused)]).toEqual(['paused', null, ['secret of a']]);
    const on = resetReducer(paused, { type: 'start' });
    expect(nextOf(on)?.id).toBe('b');
    const stopped = [issued('b'), { type: 'stop' } as const].reduce(resetReducer, on);
    expect([stopped.phase, nextOf(stopped), issuedIds(stopped)]).toEqual([
      'ended',
      null,
      ['secret of a', 'secret of b'],
    ]);
    expect(tallyOf(stopped)).toMatchObject({ issued: 2, waiting: 1 });
  });

  it('tries again only what failed, and keeps what was issued', () => {
    const users = ['a', 'b'].map((id) => user(id));
    const ended = run(users, { type: 'start' }, issued('a'), {
      type: 'ended',
      id: 'b',
      step: { state: 'failed', error: refused },
    });
    expect([ended.phase, tallyOf(ended).failed]).toEqual(['ended', 1]);
    const again = resetReducer(ended, { type: 'again' });
    expect([nextOf(again)?.id, issuedIds(again)]).toEqual(['b', ['secret of a']]);
  });

  it('never resets anybody twice, whatever is pressed in between', () => {
    const users = ['a', 'b', 'c', 'd'].map((id) => user(id));
    const pressed = fc.constantFrom<ResetAction>({ type: 'start' }, { type: 'pause' }, { type: 'start' });
    fc.assert(
      fc.property(fc.array(pressed, { maxLength: 40 }), (presses) => {
        let state = newRun({ users, actor: 'root@example.com' });
        const reset: string[] = [];
        for (const press of presses) {
          state = resetReducer(state, press);
          const next = nextOf(state);
          if (next === null) continue;
          state = resetReducer(state, { type: 'running', id: next.id });
          reset.push(next.id);
          state = resetReducer(state, issued(next.id));
        }
        expect(new Set(reset).size).toBe(reset.length);
        expect(issuedIds(state)).toHaveLength(reset.length);
      }),
    );
  });

  it.each([
    ['network', true],
    ['auth', true],
    ['conflict', false],
    ['tenant', false],
  ] as const)('a failure of kind %s holds the others back: %s', (kind, stops) => {
    expect(stopsAll({ ...refused, kind })).toBe(stops);
  });
});
