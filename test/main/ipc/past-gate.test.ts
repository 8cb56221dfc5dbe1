import { z } from 'zod';
import { describe, expect, test } from 'vitest';
import { gatePast } from '../../../src-main/ipc/past-gate.ts';
import { callChannels } from '../../../src-shared/ipc/channels.ts';
import { calls, type Handlers } from '../../../src-shared/ipc/contract.ts';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each answers with its own name
const answering = Object.fromEntries(
  callChannels.map((channel) => [channel, () => channel]),
) as unknown as Handlers;

function answerOf(handlers: Handlers, channel: keyof Handlers): unknown {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- no input is read
  return (handlers[channel] as (input: unknown) => unknown)({});
}

const acts = callChannels.filter((channel) => calls[channel].isAct);
const others = callChannels.filter((channel) => !calls[channel].isAct);

/** Calls about what the tenant holds whose input shows that they change it: what is sent, with its dangers seen. */
function isSent(channel: keyof Handlers): boolean {
  const { input } = calls[channel];
  const ofTenant = /^(access|users|rules|roles|serviceAccounts)\./.test(channel);
  return (
    ofTenant &&
    input instanceof z.ZodObject &&
    ['acknowledged', 'send'].some((member) => member in input.shape)
  );
}

describe('while an earlier moment is looked at', () => {
  const past = gatePast(answering, () => true);

  test.each(acts)('%s refuses', (channel) => {
    expect(() => answerOf(past, channel)).toThrow('an earlier moment, where nothing can be changed');
  });

  test.each(others)('%s answers', (channel) => {
    expect(answerOf(past, channel)).toBe(channel);
  });
});

test('now everything answers', () => {
  const now = gatePast(answering, () => false);
  for (const channel of callChannels) expect(answerOf(now, channel)).toBe(channel);
});

test.each(callChannels.filter(isSent))('%s takes what is sent, so it is an act', (channel) => {
  expect(calls[channel].isAct).toBe(true);
});

test.each(
  callChannels.filter((channel) =>
    /^(users|rules|roles|serviceAccounts)\.(\w+Preview|preview)$/.test(channel),
  ),
)('%s previews an act, so it is one', (channel) => {
  expect(calls[channel].isAct).toBe(true);
});
