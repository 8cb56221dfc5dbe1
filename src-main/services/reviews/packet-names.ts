import type { ReviewPacket } from '../../../src-shared/domain/review-file.ts';

function slug(text: string, instead: string): string {
  const plain = text
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return plain === '' ? instead : plain.slice(0, 40).replace(/-+$/, '');
}

/** What a packet for Rolebook is called in dialogs, and how its file ends. */
export const packetFilter = { name: 'Rolebook review packet', extensions: ['rolebook-review'] } as const;

/** A packet's file in its folder. It names its reviewer, so that it reaches nobody else. */
export function packetFileName({ reviewer }: ReviewPacket, number: number, way: 'file' | 'page'): string {
  const ending = way === 'page' ? 'html' : packetFilter.extensions[0];
  return `${String(number).padStart(3, '0')}-${slug(reviewer.id, 'reviewer')}.${ending}`;
}

/** The folder with a packet for each. */
export function packetFolderName(campaign: string, day: string): string {
  return `review-${slug(campaign, 'campaign')}-${day}-packets`;
}

/** An answer. It names the packet, and nobody. */
export function answerFileName({ packet }: Pick<ReviewPacket, 'packet'>): string {
  return `answer-${packet.slice(0, 8)}.json`;
}
