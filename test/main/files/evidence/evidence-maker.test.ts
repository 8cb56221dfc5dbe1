import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { createEvidenceMaker } from '../../../../src-main/files/evidence/evidence-maker.ts';
import { rechained, testKey } from '../../../builders/entry-chain.ts';
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

type Said = (typeof campaign.entries)[number];

/** A row that is proven to be done. */
const [proven = ''] = campaign.entries.flatMap(({ event }) => (event.type === 'proven' ? event.rows : []));

/** The entries with one more before the last, or behind the first. */
function withOne(event: Said['event'], by: string, where: 'first' | 'last'): Said[] {
  const { entries } = campaign;
  const at = where === 'first' ? 1 : entries.length - 1;
  const like = entries[at - 1];
  if (like === undefined) throw new Error('no entries');
  return entries.toSpliced(at, 0, { ...like, by, event });
}

test.each<[string, string, () => Said[]]>([
  [
    'what was decided in the app, and written down by somebody else',
    'Rows and reviewers',
    () => {
      const at = campaign.entries.findIndex(({ event }) => event.type === 'decided' && event.way === 'app');
      return campaign.entries.map((one, n) => (n === at ? { ...one, by: 'eve@example.com' } : one));
    },
  ],
  [
    'a row that one alone settles against the others’ eyes',
    'Four eyes',
    () => {
      const kept = campaign.rows.find(({ privileged, id }) =>
        privileged && !campaign.controls.includes(id)
          ? campaign.entries.every(
              ({ event }) =>
                event.type !== 'decided' || !event.rows.includes(id) || event.decision.kind !== 'keep',
            )
          : false,
      );
      if (kept === undefined) throw new Error('every privileged row is kept by somebody');
      const reason = { code: 'other' as const, text: 'Mine to say.' };
      const decision = { kind: 'keep' as const, reason };
      return withOne({ type: 'settled', row: kept.id, decision }, 'eve@example.com', 'last');
    },
  ],
  [
    'an explanation that was there before anybody decided',
    'Done and proven',
    () =>
      withOne({ type: 'explained', row: proven, text: 'Later.' }, 'owner@example.com', 'first').flatMap(
        (one) => {
          if (one.event.type !== 'proven' || !one.event.rows.includes(proven)) return [one];
          const rows = one.event.rows.filter((id) => id !== proven);
          return rows.length === 0 ? [] : [{ ...one, event: { ...one.event, rows } }];
        },
      ),
  ],
])('%s does not hold, whoever signs', async (_, point, entries) => {
  const { checks } = await maker.rehearse({ ...campaign, entries: rechained(entries()) }, key);
  expect(checks.filter((check) => !check.holds).map(({ what }) => what)).toContain(point);
});

test('a campaign that is not closed has no evidence', async () => {
  const open = { ...campaign, entries: campaign.entries.slice(0, -1) };
  await expect(maker.make(open, key)).rejects.toMatchObject({ body: { reason: 'evidence-failed' } });
});
