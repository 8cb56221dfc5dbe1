import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';

/** Reviews of a tenant that has none. */
export function createFakeReviews(): RolebookApi['reviews'] {
  const unknown = <T>(): Promise<Envelope<T>> =>
    Promise.resolve({
      ok: false,
      error: {
        kind: 'not-found',
        origin: 'main',
        reason: 'campaign-unknown',
        retryable: false,
        message: 'There is no such review.',
        hint: null,
        status: null,
        retryAfterSeconds: null,
      },
    });
  return {
    list: () => Promise.resolve({ ok: true, data: [] }),
    preview: unknown,
    create: unknown,
    show: unknown,
    part: unknown,
    row: unknown,
    decide: unknown,
    withdraw: unknown,
    signOff: unknown,
    exportPackets: unknown,
    importAnswers: unknown,
    openPacket: unknown,
    closePacket: unknown,
    saveAnswer: unknown,
    settle: unknown,
    reassign: unknown,
    plan: unknown,
    prove: unknown,
    explain: unknown,
    close: unknown,
    saveEvidence: unknown,
    verify: unknown,
  };
}
