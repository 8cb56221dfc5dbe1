import { expect, test } from 'vitest';
import { createHttp, type HttpCall } from '../../../src-main/cloud/http.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { HandClock } from '../../builders/hand-clock.ts';

test('what is removed is counted from the moment it leaves, also where the tenant refuses it', async () => {
  const gate = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  const token = async (): Promise<string> => 'a-token';
  const http = createHttp({
    transport: {
      async send() {
        arrived.resolve();
        await gate.promise;
        return { status: 500, header: () => null, body: new ArrayBuffer(0) };
      },
      close() {},
    },
    origin: 'https://tenant.example.test',
    tokens: { token, renew: token },
    clock: new HandClock(),
    random: { below: () => 0 },
    log: silentLog,
  });
  const call = (method: HttpCall['method']): Promise<unknown> =>
    http
      .send({
        method,
        path: '/api/v1/authorization/access-rules/7',
        expect: { statuses: [204], body: 'nothing' },
        repeat: 'once',
        authorised: true,
      })
      .catch(() => {});
  expect(http.removals()).toEqual({ begun: 0, open: 0 });
  const [removing, other] = [call('DELETE'), call('POST')];
  await arrived.promise;
  expect(http.removals()).toEqual({ begun: 1, open: 1 });
  gate.resolve();
  await Promise.all([removing, other]);
  expect(http.removals()).toEqual({ begun: 1, open: 0 });
});
