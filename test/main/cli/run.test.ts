import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RolebookError } from '../../../src-shared/errors/rolebook-error.ts';
import { cliBench } from '../../builders/cli-bench.ts';

const emails = z.array(z.object({ email: z.string() }));

describe('a secret given to a command', () => {
  it.each(['network', 'not-a-tenant', 'tenant'] as const)(
    'goes on with the local copy where the sign-in ends as %s',
    async (kind) => {
      const cli = cliBench();
      cli.files['pw'] = 'right\n';
      cli.bench.online = false;
      const message = 'Nothing answers there.';
      cli.signInProblem = new RolebookError({ kind, origin: 'cloud', reason: 'away', message });
      const list = await cli.run('users', 'list', '--secret-file', 'pw', '--json');
      expect(list).toMatchObject({ code: 0 });
      expect(emails.parse(JSON.parse(list.out))).toHaveLength(4);
      expect(list.err).toContain(`Not signed in: ${message} Going on with the local copy.`);
      const status = await cli.run('status', '--secret-file', 'pw');
      expect(status).toMatchObject({ code: 5 });
      expect(status.out).toMatch(/Data +as of 5 min ago/);
      const edit = await cli.run('users', 'delete', 'bob@example.com', '--yes', '--secret-file', 'pw');
      expect(edit).toMatchObject({ code: 0 });
      expect(edit.err).toContain('Saved, waits to be sent.');
      expect((await cli.run('changes', 'list')).out).toContain('Delete user bob@example.com');
    },
  );

  it('stops at a secret that is refused', async () => {
    const cli = cliBench();
    cli.stdin = 'wrong\n';
    const message = 'The secret is wrong.';
    cli.signInProblem = new RolebookError({ kind: 'auth', origin: 'cloud', reason: 'refused', message });
    const end = await cli.run('--secret-stdin', 'users', 'list');
    expect(end).toMatchObject({ code: 3, out: '' });
    expect(end.err).toContain(message);
  });
});
