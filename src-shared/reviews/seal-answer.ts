import type { Answered, ReviewAnswer, ReviewPacket } from '../domain/review-file.ts';
import { answerFormat } from '../domain/review-formats.ts';
import { canonicalText } from './canonical-text.ts';

/** HMAC-SHA-256 of a text's UTF-8 bytes under a key in base64, in lower-case hex. Node and browsers have it each their own way. */
export type Hmac = (keyBase64: string, text: string) => Promise<string>;

/** What an answer is made of. */
export interface AnswerParts {
  readonly packet: Pick<ReviewPacket, 'packet' | 'campaign' | 'reviewer' | 'rowsHash' | 'answerKey'>;
  readonly way: ReviewAnswer['way'];
  readonly decisions: readonly Answered[];
  /** RFC 3339. */
  readonly signedOffAt: string;
}

/** The seal of an answer, by docs/evidence-format.md: over the canonical text of everything but the seal. */
export async function answerMac(
  answer: Omit<ReviewAnswer, 'mac'>,
  answerKey: string,
  hmac: Hmac,
): Promise<string> {
  return await hmac(answerKey, canonicalText({ ...answer, mac: undefined }));
}

/** An answer as the text of its file: canonical and nothing around it, so that no byte of it can be another. */
export async function answerText(parts: AnswerParts, hmac: Hmac): Promise<string> {
  const { packet, way, decisions, signedOffAt } = parts;
  const answer: Omit<ReviewAnswer, 'mac'> = {
    format: answerFormat,
    packet: packet.packet,
    campaign: packet.campaign.id,
    reviewer: packet.reviewer.id,
    rowsHash: packet.rowsHash,
    way,
    decisions: [...decisions],
    signedOffAt,
  };
  return canonicalText({ ...answer, mac: await answerMac(answer, packet.answerKey, hmac) });
}
