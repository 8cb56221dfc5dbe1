import { describe, expect, it } from 'vitest';
import { createEventSender } from '../../../src-main/ipc/event-sender.ts';

const target = (destroyed = false) => {
  const sent: unknown[][] = [];
  return { sent, isDestroyed: () => destroyed, send: (...args: unknown[]) => void sent.push(args) };
};

describe('the event sender', () => {
  it('tells every window that is still there', () => {
    const [first, gone, second] = [target(), target(true), target()];
    createEventSender(() => [first, gone, second]).broadcast('mirror.changed', {
      revision: 3,
      views: ['users'],
    });
    const expected = [['mirror.changed', { revision: 3, views: ['users'] }]];
    expect([first.sent, gone.sent, second.sent]).toEqual([expected, [], expected]);
  });
  it('tells one window only', () => {
    const [first, second] = [target(), target()];
    createEventSender(() => [first, second]).send(second, 'app.command', 'sync');
    expect([first.sent, second.sent]).toEqual([[], [['app.command', 'sync']]]);
  });
});
