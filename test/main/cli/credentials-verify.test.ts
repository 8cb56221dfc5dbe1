import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { type CliBench, cliBench } from '../../builders/cli-bench.ts';
import { temporaryFolder } from '../../builders/opened-mirror.ts';
import { seededNumbers } from '../../builders/seeded-facts.ts';

/** A file with the new password of bob, written by the command itself. */
async function written(cli: CliBench, name: string, ...how: string[]): Promise<string> {
  const path = join(temporaryFolder(onTestFinished), name);
  cli.files['phrase'] = 'correct horse battery staple again\n';
  const end = await cli.run(
    'users',
    'reset-password',
    'bob@example.com',
    '--export',
    `letters:${path}`,
    ...how,
  );
  expect(end, end.err).toMatchObject({ code: 0 });
  return path;
}

it('knows a sealed file again, of which package it is, and nothing else', async () => {
  const cli = cliBench();
  const path = await written(cli, 'letters.pdf', '--passphrase-file', 'phrase');
  const same = await cli.run('credentials', 'verify', path, '--json');
  expect(same, same.err).toMatchObject({ code: 0 });
  expect(JSON.parse(same.out)).toMatchObject({
    outcome: 'unchanged',
    name: 'letters.pdf',
    handOver: { by: 'root@example.com', format: 'letters', count: 1 },
  });
  expect(same.err).toContain('byte by byte');
  const stranger = join(temporaryFolder(onTestFinished), 'other.pdf');
  writeFileSync(stranger, 'something else');
  const other = await cli.run('credentials', 'verify', stranger);
  expect(other.code).toBe(6);
  expect(other.err).toContain('Trust nothing in it');
});

it('sees every change of a PDF, whose own encryption shows none', async () => {
  const cli = cliBench();
  const path = await written(cli, 'letters.pdf', '--passphrase-file', 'phrase');
  const whole = readFileSync(path);
  const seed = 5;
  const below = seededNumbers(seed);
  for (let turn = 0; turn < 60; turn += 1) {
    const broken = Uint8Array.from(whole);
    const at = below(broken.length);
    broken[at] = (broken[at] ?? 0) ^ (1 << below(8));
    writeFileSync(path, broken);
    const end = await cli.run('credentials', 'verify', path, '--json');
    expect(JSON.parse(end.out), `seed ${seed}, byte ${at}`).toMatchObject({ outcome: 'unknown' });
  }
});

it('keeps no digest of a file that was not sealed', async () => {
  const cli = cliBench();
  const path = await written(cli, 'letters.pdf', '--plain');
  expect((await cli.run('credentials', 'verify', path)).code).toBe(6);
  expect(cli.bench.ledger.text()).not.toContain('sha256');
});
