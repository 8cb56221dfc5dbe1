/** The invariants of reliability §3.3, in a few words each. */
export const invariants = {
  I1: 'no edit is silently lost',
  I2: 'no change is applied twice',
  I3: 'mirror equals tenant when all is quiet',
  I4: 'view equals mirror with the outbox laid over',
  I5: 'what was saved survives a crash',
  I6: 'effects of one thing keep their order, children follow parents',
  I7: 'nothing overwrites what the user did not see',
  I8: 'deleted stays deleted',
  I9: 'nothing vanishes because of a failed or partial reply',
  I10: 'edits and tokens go to one tenant and account only',
  I11: 'one refresh at a time; signing out removes no change',
  I12: 'when faults stop, the queue drains or says why not',
  I13: 'polite: few requests at once, Retry-After kept, no storm',
  I14: 'ends are final, counters equal lists',
  I15: 'no secret in databases, log or errors',
  I16: 'same seed, same events',
  I17: 'a change keeps its id and binding',
  I18: 'a password is shown once or reported as not received',
  I19: 'a day offline costs little',
  I20: 'what a newer tenant adds is kept or blocks',
  bug: 'nothing throws what is no RolebookError',
} as const;

/** One of {@link invariants}. */
export type Invariant = keyof typeof invariants;

/** What was found to be wrong. */
export interface Violation {
  readonly invariant: Invariant;
  readonly message: string;
  /** Virtual milliseconds from the start. */
  readonly at: number;
}

/** Where what is wrong is told. Only the first violation of a world counts: what follows may be its consequence. */
export interface Verdict {
  fail(invariant: Invariant, message: string): void;
  readonly violation: Violation | null;
}

/** Makes one. */
export function createVerdict(now: () => number, heard: (violation: Violation) => void): Verdict {
  let violation: Violation | null = null;
  return {
    fail(invariant, message) {
      if (violation !== null) return;
      violation = { invariant, message, at: now() };
      heard(violation);
    },
    get violation() {
      return violation;
    },
  };
}
