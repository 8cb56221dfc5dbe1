import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { createEvidenceMaker } from '../../../../src-main/files/evidence/evidence-maker.ts';
import { testKey } from '../../../builders/entry-chain.ts';
import { verifierPath } from '../../../builders/evidence-packs.ts';
import { finishedCampaign } from '../../../builders/finished-campaigns.ts';

const workerUrl = new URL('../../../../src-main/files/evidence/evidence-worker.ts', import.meta.url);
const maker = createEvidenceMaker({ workerUrl, verifierUrl: verifierPath });
const key = testKey(7);
const campaign = finishedCampaign(5, key.publicKey, { rows: 40, fourEyes: true, reasonForPrivileged: true });

/** Runs the verifier as an auditor does; answers exit code and output. */
async function verifier(...args: readonly string[]): Promise<{ code: number; lines: string[] }> {
  const run = promisify(execFile)(process.execPath, [fileURLToPath(verifierPath), ...args]);
  const { code, stdout } = await run.then(
    (done) => ({ code: 0, stdout: done.stdout }),
    (error: { code: number; stdout: string }) => error,
  );
  return { code, lines: stdout.trimEnd().split('\n') };
}

// Each pack has a thread that reads twenty fonts.
test(
  'a pack is the same each time, and holds in the app and on an auditor’s computer',
  { timeout: 90_000 },
  async () => {
    const made = await maker.make(campaign, key);
    expect(made.verdict.checks.filter(({ holds }) => !holds)).toEqual([]);
    expect((await maker.check(made.bytes)).fingerprint).toBe(key.fingerprint);
    const again = await maker.make(campaign, key);
    expect(Buffer.compare(made.bytes, again.bytes)).toBe(0);

    const folder = await mkdtemp(join(tmpdir(), 'evidence-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const pack = join(folder, 'pack.zip');
    await writeFile(pack, made.bytes);
    const { code, lines } = await verifier(pack, key.fingerprint);
    expect(code).toBe(0);
    expect(lines.filter((line) => /^ ?\d+ {2}holds {2}/.test(line))).toHaveLength(12);
    const last = JSON.parse(lines.at(-1) ?? '');
    expect(last).toMatchObject({ holds: true, failed: [], fingerprint: key.fingerprint });
    expect(last.head).toBe(campaign.entries.at(-1)?.hash);

    expect((await verifier(pack, testKey(8).fingerprint)).code).toBe(1);
    await writeFile(pack, made.bytes.subarray(0, 5000));
    const cut = await verifier(pack);
    expect(cut.code).toBe(1);
    expect(JSON.parse(cut.lines.at(-1) ?? '')).toMatchObject({ holds: false });
    expect((await verifier(join(folder, 'none.zip'))).code).toBe(2);
    expect((await verifier()).code).toBe(2);
  },
);

test('a rehearsal says beforehand which point a pack would fail', async () => {
  expect((await maker.rehearse(campaign, key)).holds).toBe(true);
  const keys = Object.fromEntries(
    Object.keys(campaign.keys).map((packet) => [packet, Buffer.alloc(32, 1).toString('base64')]),
  );
  const { holds, checks } = await maker.rehearse(
    { ...campaign, keys, answers: campaign.answers },
    testKey(9),
  );
  expect(holds).toBe(false);
  expect(checks.filter((check) => !check.holds).map(({ what }) => what)).toContain('Signature');
});

test('a campaign that is not closed has no evidence', async () => {
  const open = { ...campaign, entries: campaign.entries.slice(0, -1) };
  await expect(maker.make(open, key)).rejects.toMatchObject({ body: { reason: 'evidence-failed' } });
});
