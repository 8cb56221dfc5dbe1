import type { ReviewPacket } from '../../../src-shared/domain/review-file.ts';
import type { Seal } from '../../../src-shared/domain/seal.ts';

/** How hard a guess at a packet's passphrase is. Less than the usual only in tests that open the same one a thousand times. */
export interface PacketWork {
  /** log2 of scrypt's work in age; null is age's own choice. */
  readonly scrypt: number | null;
  /** Rounds of PBKDF2 of pages. */
  readonly rounds: number;
}

/** What opens a packet: a passphrase, or an age identity (`AGE-SECRET-KEY-1…`). One of the two. */
export interface PacketKey {
  readonly passphrase: string | null;
  readonly identity: string | null;
}

/** Something to be done with a packet, in a thread of its own, because keys are derived slowly on purpose. */
export type PacketJob =
  | {
      readonly kind: 'seal-file';
      readonly packet: ReviewPacket;
      readonly seal: Seal;
      /** Milliseconds since 1970. */
      readonly now: number;
      readonly work: PacketWork;
    }
  | {
      readonly kind: 'seal-page';
      readonly packet: ReviewPacket;
      readonly passphrase: string;
      /** The built page, without a packet. */
      readonly page: string;
      readonly work: PacketWork;
    }
  | { readonly kind: 'open-file'; readonly bytes: Uint8Array; readonly key: PacketKey };

/** What comes of it. */
export type PacketResult =
  | { readonly kind: 'sealed'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'opened'; readonly packet: ReviewPacket };
