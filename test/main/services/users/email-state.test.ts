import { describe, expect, it } from 'vitest';
import { emailStateSchema } from '../../../../src-shared/ipc/users-contract.ts';
import { usersBench } from '../../../builders/users-bench.ts';

describe('users.emailState', () => {
  it('works offline and tells what is there', async () => {
    const bench = usersBench();
    bench.online = false;
    const state = await bench.service.emailState({ email: 'BOB@example.com', kind: 'local' });
    expect(state.existing).toEqual({ id: 'bob', email: 'bob@example.com', isLocal: true });
    expect(state.ruleCount).toBe(1);
    expect(state.findings.map((finding) => finding.rule)).toEqual(['V02']);
    const bad = await bench.service.emailState({ email: 'bob', kind: 'local' });
    expect(bad).toMatchObject({ existing: null, ruleCount: 0, held: [] });
  });

  it('tells which rules an e-mail holds, also where it belongs to no user yet (V36)', async () => {
    const bench = usersBench();
    const [rule] = await bench.mirror.rulesOf({ type: 'user', id: 'bob@example.com' });
    const held = [{ roleId: rule?.roleId, scopeType: rule?.scopeType, scopeId: rule?.scopeId }];
    const there = await bench.service.emailState({ email: 'bob@example.com', kind: 'sso' });
    expect(there.held).toEqual(held);
    bench.mirror.userFacts = bench.mirror.userFacts.filter((user) => user.id !== 'bob');
    const ahead = await bench.service.emailState({ email: ' bob@example.com ', kind: 'sso' });
    expect(ahead).toMatchObject({ existing: null, ruleCount: 1, held });
    expect(emailStateSchema.parse(ahead)).toEqual(ahead);
  });
});
