import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { bundleProduct } from './bundle.ts';
import { effectsOf } from './effects.ts';
import { faultsIn } from './judge.ts';
import { openProfile } from './profile.ts';

function ledgerIn(folder: string): string {
  const [ledger] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('ledger.db'),
  );
  if (ledger === undefined) throw new Error('no ledger');
  return join(folder, ledger);
}

/** By hand, while the product is not there to see it: takes away a new rule that waits, and all trace of it in the outbox. */
function loseRule(path: string): string {
  const database = new Sqlite(path);
  try {
    const rule = database
      .prepare<[], { id: string }>(
        "SELECT id FROM outbox WHERE state = 'pending' AND edit LIKE '%rule.create%' LIMIT 1",
      )
      .get();
    if (rule === undefined) throw new Error('no rule waits');
    // The file itself forbids it; whoever damages it does not ask.
    const guards = database
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'outbox'",
      )
      .all();
    for (const { name } of guards) database.exec(`DROP TRIGGER "${name}"`);
    database.prepare('DELETE FROM outbox WHERE id = ?').run(rule.id);
    for (const { sql } of guards) database.exec(sql);
    return rule.id;
  } finally {
    database.close();
  }
}

test(
  'a rule that vanished before it was sent, and a deed that the tenant did once more',
  {
    timeout: 120_000,
  },
  async () => {
    const { program, remove } = await bundleProduct();
    const profile = await openProfile(program);
    const { tenant } = profile;
    try {
      await profile.stage(4, 12);
      const lost = loseRule(ledgerIn(profile.folder));
      const evidence = await profile.finish();
      expect(evidence.effects.length).toBeGreaterThan(3);
      expect(faultsIn(evidence)).toEqual([expect.stringContaining(`(${lost}) was saved and is lost`)]);

      const { serviceAccount, newcomer } = tenant.credentials;
      const { serviceAccounts, users } = tenant.core.state;
      const account = serviceAccounts.byAnyKey(serviceAccount.clientId);
      const ref = users.byEmail(newcomer.email);
      if (account === undefined || ref === undefined) throw new Error('nobody to do it for');
      const { id: userId } = users.read(ref);
      const caller = { kind: 'service-account', name: account.clientId, account } as const;
      const arrival = { method: 'POST', url: '/', sourceIp: '' };
      tenant.core.run('resetUserPassword', caller, { path: { userId }, query: {}, body: undefined }, arrival);
      const effects = effectsOf(tenant, serviceAccount.clientId);
      expect(faultsIn({ ...evidence, effects })).toContainEqual(
        expect.stringContaining(`“user.reset-password | ${userId}” happened `),
      );
    } finally {
      await profile.close(false);
      remove();
    }
  },
);
