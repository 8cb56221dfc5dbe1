import { hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { Random } from '../../src-shared/ports/random.ts';
import type { Keychain } from './keychain.ts';
import { requireLasting } from './lasting-keychain.ts';

/** One secret for each campaign, from which the answer keys of its packets are derived. */
export interface CampaignSecrets {
  /**
   * The key with which the answer to a packet is sealed: 32 bytes, base64. For the first packet the campaign’s secret is
   * made. Rejects with `keychain-session-only` where it would be lost before the answer comes.
   */
  newAnswerKey(campaign: string, packet: string): Promise<string>;
  /** The same key, later. Rejects with `campaign-secret-gone` where the keychain does not have it any more. */
  answerKey(campaign: string, packet: string): Promise<string>;
}

const entrySchema = z.object({ kind: z.literal('campaign'), secret: z.base64().length(44) });
const secretBytes = 32;

/** Name of a campaign’s entry, as the system’s own keychain tool shows it beside "Rolebook". */
export function campaignAccount(campaign: string): string {
  return `review ${campaign}`;
}

function answerKeyOf(secret: Buffer, packet: string): string {
  const key = hkdfSync('sha256', secret, '', `rolebook-review-answer/1 ${packet}`, secretBytes);
  return Buffer.from(key).toString('base64');
}

function gone(): RolebookError {
  return new RolebookError({
    kind: 'keychain',
    origin: 'keychain',
    reason: 'campaign-secret-gone',
    message: 'The keychain does not have this campaign’s key, so answers to its files cannot be checked.',
    hint: 'Unlock the keychain of the computer on which the files were made, or have the reviewers decide in the window.',
  });
}

async function readSecret(keychain: Keychain, campaign: string): Promise<Buffer | null> {
  const text = await keychain.get(campaignAccount(campaign));
  if (text === null) return null;
  try {
    const secret = Buffer.from(entrySchema.parse(JSON.parse(text)).secret, 'base64');
    if (secret.length === secretBytes) return secret;
  } catch {
    // Not one of ours; never written over, because files may be out that need what it was.
  }
  throw gone();
}

/** The secrets of campaigns, in the keychain. */
export function createCampaignSecrets(deps: {
  readonly keychain: Keychain;
  readonly random: Pick<Random, 'below'>;
}): CampaignSecrets {
  const { keychain, random } = deps;
  const making = new Map<string, Promise<Buffer>>();

  const make = async (campaign: string): Promise<Buffer> => {
    await requireLasting(keychain, 'No files can be made for reviewers');
    const there = await readSecret(keychain, campaign);
    if (there !== null) return there;
    const secret = Buffer.from(Array.from({ length: secretBytes }, () => random.below(256)));
    const entry = { kind: 'campaign', secret: secret.toString('base64') };
    await keychain.set(campaignAccount(campaign), JSON.stringify(entry));
    // What the keychain has now is the secret: a second process may have been a moment later.
    const kept = await readSecret(keychain, campaign);
    if (kept === null) throw gone();
    return kept;
  };

  return {
    newAnswerKey: async (campaign, packet) => {
      const secret = making.get(campaign) ?? make(campaign).finally(() => making.delete(campaign));
      making.set(campaign, secret);
      return answerKeyOf(await secret, packet);
    },
    answerKey: async (campaign, packet) => {
      const secret = await readSecret(keychain, campaign);
      if (secret === null) throw gone();
      return answerKeyOf(secret, packet);
    },
  };
}
