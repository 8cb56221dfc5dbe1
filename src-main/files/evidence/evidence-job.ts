import type { EvidenceVerdict } from './evidence-verdict.ts';
import type { EvidenceSource } from './evidence-source.ts';

/** What the thread is to do. `verifier`: the address of `resources/verify-evidence.mjs`. */
export type EvidenceJob =
  | {
      readonly kind: 'make';
      readonly source: EvidenceSource;
      /** Raw public key of whoever will sign, hex. */
      readonly publicKey: string;
      readonly verifier: string;
      /** Whether reports are made; without, only whether the pack would hold is looked at. */
      readonly reports: boolean;
    }
  | { readonly kind: 'check'; readonly bytes: Uint8Array; readonly verifier: string };

/** What the thread says. After `sign` it waits for the signature, hex. */
export type EvidenceMessage =
  | { readonly kind: 'sign'; readonly manifest: Uint8Array }
  | { readonly kind: 'made'; readonly bytes: Uint8Array<ArrayBuffer>; readonly verdict: EvidenceVerdict }
  | { readonly kind: 'checked'; readonly verdict: EvidenceVerdict };
