import { readFileSync } from 'node:fs';
import { recordFiles } from '../../src-main/files/evidence/evidence-files.ts';
import {
  type EvidenceFile,
  manifestOf,
  signatureOf,
} from '../../src-main/files/evidence/evidence-manifest.ts';
import type { EvidenceVerifier } from '../../src-main/files/evidence/evidence-verdict.ts';
import type { TestKey } from './entry-chain.ts';
import type { FinishedCampaign } from './finished-campaigns.ts';

/** The verifier’s file. */
export const verifierPath = new URL('../../resources/verify-evidence.mjs', import.meta.url);

const verifier = (): Uint8Array => readFileSync(verifierPath);

/** The files of a campaign’s pack but manifest and signature; what is for people is short, so that many are made quickly. */
export function quickFiles(campaign: FinishedCampaign): EvidenceFile[] {
  const short = (path: string): EvidenceFile => ({ path, bytes: Buffer.from(`${path} for people`) });
  return [
    ...recordFiles({ ...campaign, verifier: verifier() }),
    ...['report.html', 'report.pdf', 'method.md'].map(short),
  ];
}

/** The manifest and the signature that belong to files. */
export function signedFiles(
  files: readonly EvidenceFile[],
  about: { campaign: string; head: string },
  key: TestKey,
): EvidenceFile[] {
  const manifest = manifestOf(files, about);
  return [manifest, signatureOf(key.publicKey, key.sign(manifest.bytes)), ...files];
}

/** What the manifest says of a campaign. */
export function aboutOf({ entries }: Pick<FinishedCampaign, 'entries'>): { campaign: string; head: string } {
  const first = entries[0]?.event;
  return { campaign: first?.type === 'opened' ? first.campaign.id : '', head: entries.at(-1)?.hash ?? '' };
}

/** When packs of tests are made. */
export const packTime = new Date('2026-04-20T10:00:00.000Z');

/** The verifier as programs load it. */
export async function loadVerifier(): Promise<EvidenceVerifier['verifyPack']> {
  const verifier: EvidenceVerifier = await import(verifierPath.href);
  return verifier.verifyPack;
}
