import { expect, test } from 'vitest';
import { createHttp } from '../../../src-main/cloud/http.ts';
import { silentLog } from '../../../src-main/log/log.ts';
import { HandClock } from '../../builders/hand-clock.ts';

test('the clocks are those of the newest reply that counts and says when it was made', async () => {
  const clock = new HandClock();
  const replies = [
    { status: 200, date: 'Tue, 10 Mar 2026 12:00:00 GMT' },
    { status: 200, date: null },
    { status: 404, date: 'Tue, 10 Mar 2026 13:00:00 GMT' },
    { status: 200, date: 'some day' },
    { status: 200, date: 'Tue, 10 Mar 2026 14:00:00 GMT' },
  ];
  const token = async (): Promise<string> => 'a-token';
  const http = createHttp({
    transport: {
      async send() {
        const { status, date } = replies.shift() ?? { status: 500, date: null };
        const headers: Record<string, string | null> = { 'content-type': 'application/json', date };
        return {
          status,
          header: (name) => headers[name] ?? null,
          body: new TextEncoder().encode('{}').buffer,
        };
      },
      close() {},
    },
    origin: 'https://tenant.example.test',
    tokens: { token, renew: token },
    clock,
    random: { below: () => 0 },
    log: silentLog,
  });
  const seen: (string | null)[] = [];
  expect(http.clocks()).toBeNull();
  for (let n = 0; n < 5; n += 1) {
    clock.advance(1000);
    await http
      .send({
        method: 'GET',
        path: '/api/v1/users',
        expect: { statuses: [200], body: 'json' },
        repeat: 'safe',
        authorised: true,
      })
      .catch(() => {});
    const clocks = http.clocks();
    seen.push(clocks && new Date(clocks.there).toISOString().slice(11, 13));
    if (n === 0) expect(clocks?.here).toBe(clock.now());
  }
  expect(seen).toEqual(['12', '12', '12', '12', '14']);
});
