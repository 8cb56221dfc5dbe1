import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RolebookError, type ErrorInput } from '../../../../src-shared/errors/rolebook-error.ts';
import type { ErrorBody } from '../../../../src-shared/errors/error-body.ts';
import { connectInputSchema } from '../../../../src-shared/ipc/tenants-contract.ts';
import { placeError } from '../../../../src-renderer/features/connect/connect-errors.ts';
import {
  emptyConnectDraft,
  toConnectInput,
} from '../../../../src-renderer/features/connect/connect-model.ts';
import {
  connectReducer,
  startConnect,
  type ConnectAction,
  type ConnectState,
} from '../../../../src-renderer/features/connect/connect-reducer.ts';
import { stepsAfter } from '../../../../src-renderer/features/connect/connect-steps.ts';
import { connectProblems } from '../../../../src-renderer/features/connect/connect-validation.ts';
import { openTenant } from './open-tenant.ts';

const error = (fields: Partial<ErrorInput>): ErrorBody =>
  new RolebookError({ kind: 'network', origin: 'cloud', reason: 'no-network', message: 'No.', ...fields })
    .body;

const filled: readonly ConnectAction[] = [
  { type: 'set-url', url: 'acme.example.com' },
  { type: 'set-account', account: ' rolebook ' },
  { type: 'set-secret', secret: ' s3cret ' },
];
const run = (
  actions: readonly ConnectAction[],
  from: ConnectState = startConnect(emptyConnectDraft(true)),
): ConnectState => actions.reduce(connectReducer, from);

describe('connect form', () => {
  it('names every missing field, in order', () => {
    expect(connectProblems(emptyConnectDraft(true)).map((problem) => problem.field)).toEqual([
      'url',
      'account',
      'secret',
    ]);
  });

  it('wants an e-mail from a local user, but not from a service account', () => {
    const asUser = run([{ type: 'set-method', method: 'password' }, ...filled]).draft;
    expect(connectProblems(asUser).map((problem) => problem.field)).toEqual(['account']);
    expect(connectProblems(run(filled).draft)).toEqual([]);
  });

  it('trims the account and never the secret', () => {
    expect(toConnectInput(run(filled).draft)).toMatchObject({ account: 'rolebook', secret: ' s3cret ' });
  });

  it('keeps each method’s account and secret apart', () => {
    const state = run([...filled, { type: 'set-method', method: 'password' }]);
    expect(toConnectInput(state.draft)).toMatchObject({ account: '', secret: '' });
    const back = run([{ type: 'set-method', method: 'service-account' }], state);
    expect(toConnectInput(back.draft).account).toBe('rolebook');
  });

  it('keeps all that was typed after a failure, and no secret after a success', () => {
    const failed = run([...filled, { type: 'start', what: 'acme' }, { type: 'fail', error: error({}) }]);
    expect(toConnectInput(failed.draft)).toEqual(toConnectInput(run(filled).draft));
    const done = run([...filled, { type: 'start', what: 'acme' }, { type: 'succeed', tenant: openTenant }]);
    expect(JSON.stringify(done)).not.toContain('s3cret');
  });

  it('takes the tenant’s answer away as soon as something else is typed', () => {
    const failed = run([...filled, { type: 'fail', error: error({}) }]);
    expect(failed.phase).toMatchObject({ at: 'form', error: { reason: 'no-network' } });
    expect(run([{ type: 'set-url', url: 'x' }], failed).phase).toMatchObject({ error: null });
  });

  it('does not fault the empty fields of the other way to sign in before they were touched', () => {
    const tried: ConnectAction = { type: 'touch', fields: ['url', 'account', 'secret'] };
    const { phase } = run([tried, { type: 'set-method', method: 'password' }]);
    expect(phase).toMatchObject({ touched: new Set(['url']) });
    const same = run([tried, { type: 'set-method', method: 'service-account' }]);
    expect(same.phase).toMatchObject({ touched: new Set(['url', 'account', 'secret']) });
  });

  it('is there again as it was after a cancel, without an error, also when the answer comes later', () => {
    const cancelled = run([...filled, { type: 'start', what: 'acme' }, { type: 'cancel' }]);
    const answer: ConnectAction = {
      type: 'fail',
      error: error({ kind: 'cancelled', reason: 'connect-cancelled' }),
    };
    for (const state of [
      cancelled,
      run([answer], cancelled),
      run([{ type: 'start', what: 'x' }, answer], cancelled),
    ]) {
      expect(state).toEqual(run(filled));
    }
    const touched = run([{ type: 'touch', fields: ['url'] }], cancelled);
    expect(run([answer], touched)).toEqual(touched);
  });

  it('sends only what the border takes, whenever it has no problem to name', () => {
    const action: fc.Arbitrary<ConnectAction> = fc.oneof(
      fc.record({
        type: fc.constant('set-url' as const),
        url: fc.oneof(
          fc.constantFrom('acme.run.ai', 'https://acme.example.com/users'),
          fc.string({ maxLength: 20 }),
        ),
      }),
      fc.record({
        type: fc.constant('set-account' as const),
        account: fc.oneof(fc.constant('ada@example.com'), fc.string({ maxLength: 20 })),
      }),
      fc.record({ type: fc.constant('set-secret' as const), secret: fc.string({ maxLength: 20 }) }),
      fc.record({
        type: fc.constant('set-method' as const),
        method: fc.constantFrom('password' as const, 'service-account' as const),
      }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
        const { draft } = run(actions);
        if (connectProblems(draft).length > 0) return;
        expect(connectInputSchema.safeParse(toConnectInput(draft)).success).toBe(true);
      }),
    );
  });
});

describe('an error of connecting', () => {
  it.each([
    [{ kind: 'network', reason: 'host-not-found' }, 'url'],
    [{ kind: 'network', reason: 'tls-self-signed' }, 'url'],
    [{ kind: 'not-a-tenant', reason: 'redirected' }, 'url'],
    [{ kind: 'input', reason: 'url-not-secure' }, 'url'],
    [{ kind: 'auth', reason: 'wrong-secret' }, 'secret'],
    [{ kind: 'auth', reason: 'account-disabled' }, 'account'],
    [{ kind: 'auth', reason: 'account-expired' }, 'account'],
    [{ kind: 'auth', reason: 'password-change-needed' }, 'account'],
    [{ kind: 'keychain', reason: 'keychain-failed' }, 'remember'],
    [{ kind: 'tenant', reason: 'server-error' }, 'form'],
  ] as const)('%j is shown at %s, with something to do', (fields, field) => {
    const placed = placeError(error(fields), 'password', 'acme.run.ai');
    expect(placed.field).toBe(field);
    expect(placed.hint.length).toBeGreaterThan(10);
  });

  it('keeps the hint that came with it', () => {
    expect(placeError(error({ hint: 'Check the VPN.' }), 'password', 'acme.run.ai').hint).toBe(
      'Check the VPN.',
    );
  });

  it.each([
    ['https://127.0.0.1:7801/users', 'tls-not-spoken', 'http://127.0.0.1:7801'],
    ['https://localhost:7801', 'tls-failed', 'http://localhost:7801'],
  ])('%s that does not speak https (%s) suggests %s', (url, reason, plain) => {
    const tls = error({ reason, hint: 'Check the port of the address.' });
    expect(placeError(tls, 'password', url).hint).toContain(`${plain}.`);
  });

  it.each([
    ['https://acme.example.com:7801', 'tls-not-spoken'],
    ['https://127.0.0.1:7801', 'tls-self-signed'],
    ['https://127.0.0.1:7801', 'connection-refused'],
    ['127.0.0.1:7801', 'tls-not-spoken'],
  ])('%s that fails as %s does not suggest http', (url, reason) => {
    const tls = error({ reason, hint: 'Check the port of the address.' });
    expect(placeError(tls, 'password', url).hint).toBe('Check the port of the address.');
  });

  it.each([
    ['network', ['failed', 'not-reached', 'not-reached', 'not-reached']],
    ['auth', ['done', 'failed', 'not-reached', 'not-reached']],
    ['not-permitted', ['done', 'done', 'done', 'failed']],
  ] as const)('%s tells how far it came', (kind, steps) => {
    expect(stepsAfter(error({ kind }))).toEqual(steps);
  });
});
