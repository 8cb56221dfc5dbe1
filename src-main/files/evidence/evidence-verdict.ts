/** One of the points of docs/evidence-format.md, “What must be true”. */
export interface EvidenceCheck {
  readonly what: string;
  /** What was looked at. */
  readonly looked: string;
  readonly holds: boolean;
  /** What was looked at, or what is wrong with it. */
  readonly detail: string;
}

/** What the verifier says of a pack. */
export interface EvidenceVerdict {
  readonly holds: boolean;
  /** One for each point, in their order. */
  readonly checks: readonly EvidenceCheck[];
  /** Of the key that signed it, hex; empty where it cannot be read. */
  readonly fingerprint: string;
  /** Hash of the last entry, hex. */
  readonly head: string;
  /** Its name. */
  readonly campaign: string;
}

/** What `resources/verify-evidence.mjs` gives to programs. */
export interface EvidenceVerifier {
  verifyPack(bytes: Uint8Array, fingerprint?: string | null): EvidenceVerdict;
}
