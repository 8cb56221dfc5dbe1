import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { temporaryFolder } from '../../builders/opened-mirror.ts';
import { openRolebook } from '../open-rolebook.ts';

const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
const onEnd = (work: () => void | Promise<void>): void => void ends.push(work);

test.each(['3.0', '2.24', '2.18', '2.13'] as const)(
  'a review of a tenant of version %s is opened, decided, done, proven and closed',
  async (profile) => {
    const place = join(temporaryFolder(onEnd), 'evidence.zip');
    const where = { path: place, mayReplace: false };
    const { tenant, handlers } = await openRolebook({ profile, users: 30 }, onEnd, {
      askWhere: async () => where,
      askWhich: async () => where,
    });
    const actor = tenant.credentials.administrator.email.toLowerCase();
    const person = (id: string) => ({ id, name: id });
    const due = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
    const { id } = await handlers['reviews.create']({
      settings: {
        name: 'Whole review',
        due,
        population: { subjectTypes: ['user'], roles: [], scopes: [], privilegedOnly: false },
        reviewers: {
          by: 'name',
          named: [person(actor)],
          fallback: person('auditor@example.com'),
          deputy: null,
        },
        policy: { reasonForPrivileged: true, fourEyes: false, overdue: 'wait', freshHours: 24 },
        controls: 2,
      },
    });
    const part = { campaign: id, reviewer: actor };
    const { rows } = await handlers['reviews.part']({ part });
    expect(rows.length).toBeGreaterThan(10);
    const gone = rows.find(({ privileged, decision }) => !privileged && decision === null);
    if (gone === undefined) throw new Error('nothing to revoke');
    const kept = rows.filter((row) => row.id !== gone.id).map((row) => row.id);
    const reason = { code: 'needed-for-work' as const, text: '' };
    await handlers['reviews.decide']({ part, rows: kept, decision: { kind: 'keep', reason }, tookMs: 900 });
    const revoke = { kind: 'revoke' as const, reason: null };
    await handlers['reviews.decide']({ part, rows: [gone.id], decision: revoke, tookMs: 900 });
    await handlers['reviews.signOff'](part);
    const planned = await handlers['reviews.plan']({ campaign: id, send: 'now' });
    if (profile === '2.13') {
      // Users of this version have a role, so the only one of somebody cannot go: it is told, and has to be explained.
      expect(planned).toMatchObject({ changes: 0, refused: [{ row: gone.id }] });
      expect(planned.refused[0]?.message).toContain('would be left without a role');
      await handlers['reviews.explain']({
        campaign: id,
        rows: [gone.id],
        text: 'The account is deleted next week.',
      });
    } else {
      expect(planned).toEqual({ changes: 1, refused: [] });
      expect(await handlers['reviews.prove']({ campaign: id })).toEqual({ proven: 0, open: 1 });
      await handlers['sync.start']({ full: true });
      expect(await handlers['reviews.prove']({ campaign: id })).toEqual({ proven: 1, open: 0 });
    }
    for (const status of (await handlers['reviews.show']({ id })).reviewers)
      if (status.reviewer.id !== actor)
        for (const row of (
          await handlers['reviews.part']({ part: { campaign: id, reviewer: status.reviewer.id } })
        ).rows)
          await handlers['reviews.explain']({ campaign: id, rows: [row.id], text: 'The auditor is away.' });
    const { againstClosing, summary } = await handlers['reviews.show']({ id });
    expect(againstClosing).toEqual([]);
    expect(summary.state).toBe('ready-to-close');
    // Where secrets end with the session nothing is signed, and that is said.
    if (!(await handlers['session.state']({})).keychain) {
      await expect(handlers['reviews.close']({ campaign: id })).rejects.toMatchObject({
        body: { reason: 'keychain-session-only' },
      });
      return;
    }
    const closed = await handlers['reviews.close']({ campaign: id });
    expect(closed).toMatchObject({ outcome: 'written', path: place });
    const verdict = await handlers['reviews.verify']({});
    expect(verdict?.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(verdict).toMatchObject({ holds: true, fingerprint: closed.fingerprint });
    expect((await handlers['reviews.list']({}))[0]).toMatchObject({ state: 'closed' });
  },
  120_000,
);
