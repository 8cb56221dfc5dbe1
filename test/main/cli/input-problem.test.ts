import { describe, expect, it } from 'vitest';
import { cliBench } from '../../builders/cli-bench.ts';

describe('what is typed and not accepted', () => {
  it.each([
    [['connect', '', '--user', 'a@example.com', '--password-stdin'], 'The address of the tenant is empty.'],
    [
      ['connect', `https://${'x'.repeat(500)}.example.com`, '--user', 'a', '--password-stdin'],
      'The address of the tenant is too long: at most 500 characters.',
    ],
    [
      ['users', 'list', '--search', 'x'.repeat(301)],
      'The text of --search is too long: at most 300 characters.',
    ],
    [
      ['users', 'list', '--filter', `email=${'x'.repeat(301)}`],
      'A value of --filter is too long: at most 300 characters.',
    ],
    [
      ['users', 'list', ...Array.from({ length: 21 }, () => ['--filter', 'email=x']).flat()],
      '--filter: too many, at most 20.',
    ],
  ])('says in words what is empty or too long (%#)', async (args, problem) => {
    const cli = cliBench();
    cli.stdin = 'p\n';
    const end = await cli.run(...args);
    expect(end).toMatchObject({ code: 2, out: '' });
    expect(end.err).toBe(`rolebook: ${problem}\n`);
  });
});
