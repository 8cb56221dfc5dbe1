import { evidenceZip } from '../../src-main/files/evidence/evidence-zip.ts';
import type { EvidenceVerifier } from '../../src-main/files/evidence/evidence-verdict.ts';
import { testKey } from '../builders/entry-chain.ts';
import { aboutOf, loadVerifier, packTime, quickFiles, signedFiles } from '../builders/evidence-packs.ts';
import { finishedCampaign } from '../builders/finished-campaigns.ts';
import { seededNumbers } from '../builders/seeded-facts.ts';
import type { Amount, Failure, Findings } from '../crash/arguments.ts';
import { evidenceTamperings, type SoundPack, type Tampered } from './evidence-tamperings.ts';
import { tamperPacketOnce } from './tamper-packets.ts';

const key = testKey(1);
/** Campaigns that are tampered with; each round takes one of them. */
const campaigns = 24;

interface Sample extends SoundPack {
  readonly bytes: Uint8Array;
}

async function sampleOf(number: number): Promise<Sample> {
  const campaign = finishedCampaign(1000 + number, key.publicKey, { rows: 12 + (number % 20) });
  const files = signedFiles(quickFiles(campaign), aboutOf(campaign), key);
  return { campaign, files, key, bytes: await evidenceZip(files, packTime) };
}

/** Draws until something was changed; how often nothing was is counted. */
function tamper(pack: SoundPack, seed: number): { kind: string; tampered: Tampered; drawnAgain: number } {
  const number = seededNumbers(seed);
  const kinds = Object.entries(evidenceTamperings);
  for (let drawnAgain = 0; ; drawnAgain += 1) {
    const [kind, way] = kinds[(seed + drawnAgain * number(kinds.length)) % kinds.length] ?? [];
    const tampered = way?.(pack, number) ?? null;
    if (kind !== undefined && tampered !== null) return { kind, tampered, drawnAgain };
  }
}

function judge(
  verifyPack: EvidenceVerifier['verifyPack'],
  pack: Sample,
  { what, bytes }: Tampered,
): string | null {
  if (!verifyPack(pack.bytes, key.fingerprint).holds) return `the untouched pack does not hold (${what})`;
  // Without the fingerprint nobody can tell whose key it is; with it, everything is to be seen.
  return verifyPack(bytes, key.fingerprint).holds ? `not seen: ${what}` : null;
}

/** Of so many rounds one is about a packet, a page or an answer, all others about a pack. */
const packetEvery = 5;

/**
 * Tampers, each round in one way of a seed. Of evidence packs the verifier alone has to see it; of packets, pages and
 * answers whoever opens or takes them.
 */
export async function tamperCampaign({ rounds, from }: Amount): Promise<Findings> {
  const verifyPack = await loadVerifier();
  const samples: Sample[] = [];
  for (let number = 0; number < Math.min(campaigns, rounds); number += 1)
    samples.push(await sampleOf(number));
  const failures: Failure[] = [];
  const seen: Record<string, number> = {};
  let again = 0;
  let packs = 0;
  for (let seed = from; seed < from + rounds; seed += 1) {
    if (seed % packetEvery === 0) {
      const { what, detected, detail } = await tamperPacketOnce(seed);
      const kind = what.split(':')[0] ?? what;
      if (detected) seen[kind] = (seen[kind] ?? 0) + 1;
      else failures.push({ seed, what: `${what}: ${detail}` });
      continue;
    }
    const pack = samples[seed % samples.length];
    if (pack === undefined) throw new Error('no pack');
    const { kind, tampered, drawnAgain } = tamper(pack, seed);
    again += drawnAgain;
    packs += 1;
    const what = judge(verifyPack, pack, tampered);
    if (what === null) seen[kind] = (seen[kind] ?? 0) + 1;
    else failures.push({ seed, what });
  }
  return {
    campaign: 'review-tamper',
    from,
    ok: failures.length === 0,
    rounds,
    seen: rounds - failures.length,
    drawnAgain: again,
    packs,
    kinds: seen,
    failures,
  };
}
