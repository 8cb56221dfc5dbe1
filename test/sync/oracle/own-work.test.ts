import { expect, test } from 'vitest';
import type { Conflict } from '../../../src-shared/domain/change.ts';
import type { WireOperation } from '../world/wire-operation.ts';
import type { WireRequest } from '../world/wire.ts';
import { takenForOthers } from './own-work.ts';

const request = (operation: WireOperation, made: string, more: Partial<WireRequest> = {}): WireRequest => ({
  n: 5,
  sender: 'app-1',
  life: 1,
  operation,
  method: 'POST',
  origin: 'https://tenant-a.example.com',
  path: '/',
  body: '{}',
  sentAt: 0,
  fault: 'reply-lost',
  workedAt: 10,
  effects: [
    {
      seq: 1,
      at: '2026-01-01T00:00:00Z',
      actor: 'root@example.com',
      operation: 'createUser',
      effect: 'user.created',
      subjects: [made, 'ada@example.com'],
      request: 5,
    },
  ],
  workedStatus: 201,
  workedBody: '{}',
  endedAt: 20,
  status: null,
  told: false,
  ...more,
});

const taken = (existingId: string | null, kind: Conflict['kind'] = 'email-taken'): Conflict => ({
  kind,
  message: 'There is one already.',
  fields: [],
  choices: [],
  existingId,
});

test.each<[string, Conflict | null, WireRequest, string, boolean]>([
  ['what its own request made', taken('u9'), request('create-user', 'u9'), 'c1', true],
  [
    'an account that its own request made',
    taken('a9', 'name-taken'),
    request('create-account', 'a9'),
    'c1',
    true,
  ],
  ['what is still on its way back', taken('u9'), request('create-user', 'u9', { endedAt: null }), 'c1', true],
  ['what another wish made', taken('u9'), request('create-user', 'u9'), 'c2', false],
  ['another one than its request made', taken('u8'), request('create-user', 'u9'), 'c1', false],
  ['nobody that could be read', taken(null), request('create-user', 'u9'), 'c1', false],
  [
    'what arrived when it was given up',
    taken('u9'),
    request('create-user', 'u9', { workedAt: 30 }),
    'c1',
    false,
  ],
  ['a role, which has no secret', taken('9', 'name-taken'), request('create-role', '9'), 'c1', false],
  ['its own, and says so', taken('u9', 'password-not-received'), request('create-user', 'u9'), 'c1', false],
  ['nothing', null, request('create-user', 'u9'), 'c1', false],
])('a change that stands before %s', (_what, conflict, did, wish, wrong) => {
  const found = takenForOthers({ id: 'c1', conflict }, [did], () => wish);
  expect(found).toBe(wrong ? did : undefined);
});
