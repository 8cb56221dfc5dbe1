import { expect, it } from 'vitest';
import type { RecoveryReport } from '../../../src-shared/domain/recovery.ts';
import { cliBench } from '../../builders/cli-bench.ts';

const report: RecoveryReport = {
  at: '2026-01-01T12:00:00.000Z',
  cause: 'damaged',
  keptIn: '/profile/damaged/2026',
  changes: {
    kept: 2,
    fromBackup: 0,
    backupOf: null,
    held: ['c1'],
    lost: [{ from: 3, to: 3 }],
    openEnded: false,
  },
  journal: { kept: 4, fromBackup: 0, lost: [] },
  runs: { kept: 1, fromBackup: 0 },
};

it('a recovered file of changes is told of with every command until it was seen', async () => {
  const cli = cliBench();
  cli.recovery = report;
  for (const args of [['changes', 'list'], ['users', 'list'], ['status']]) {
    const { err } = await cli.run(...args);
    expect(err).toContain(
      'The file with your unsent changes was damaged. Your changes were recovered in part.',
    );
    expect(err).toContain('See: rolebook changes recovery');
  }
  const shown = await cli.run('changes', 'recovery');
  expect(shown.out).toContain('2 changes kept, each as it was.');
  expect(shown.out).toMatch(/Lost +1 change lost: No\. 3\./);
  expect(shown.out).toContain('/profile/damaged/2026');
  expect(shown.out).toMatch(/To do +1 change waits for you/);
  expect(JSON.parse((await cli.run('changes', 'recovery', '--json')).out)).toEqual(report);
  await cli.run('changes', 'recovery', '--seen');
  expect((await cli.run('changes', 'list')).err).not.toContain('recovered');
  expect((await cli.run('changes', 'recovery')).err).toContain('Nothing had to be recovered');
});

it('a history that was begun anew is told of in the same way', async () => {
  const cli = cliBench();
  const lost = {
    moments: 2,
    since: '2026-01-01T12:00:00.000Z',
    until: '2026-01-02T12:00:00.000Z',
    names: ['Before the audit'],
  };
  cli.recovery = { of: 'history', at: '2026-01-03T12:00:00.000Z', keptIn: '/profile/damaged/2026', lost };
  const { err } = await cli.run('users', 'list');
  expect(err).toContain('The file with the history of this tenant was damaged. The history was begun anew.');
  const { out } = await cli.run('changes', 'recovery');
  expect(out).toMatch(
    /Lost +2 moments of the history, from 2026-01-01 to 2026-01-02, are not shown any more\./,
  );
  expect(out).toContain('Before the audit');
  expect(out).toContain('/profile/damaged/2026');
  expect(out).not.toContain('Backup of');
});
