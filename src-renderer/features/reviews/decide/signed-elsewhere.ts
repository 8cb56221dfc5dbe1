import { useEffect } from 'react';
import type { EventPayload } from '../../../../src-shared/ipc/contract.ts';
import type { PartRef } from '../../../../src-shared/ipc/reviews-contract.ts';
import { useBridge } from '../../../bridge/bridge-context.tsx';

/** Whether a part stands by what happened in a campaign. Opened packets belong to no campaign of the tenant. */
export function signsPart(changed: EventPayload<'reviews.changed'>, part: PartRef): boolean {
  return (
    'campaign' in part && changed.campaign === part.campaign && changed.signedOff.includes(part.reviewer)
  );
}

/** Tells when a part that is on screen was signed off, by whatever way: an answer that was taken, another screen, this one. */
export function useSignedElsewhere(part: PartRef, onSigned: () => void): void {
  const bridge = useBridge();
  useEffect(
    () =>
      bridge.on('reviews.changed', (changed) => {
        if (signsPart(changed, part)) onSigned();
      }),
    [bridge, part, onSigned],
  );
}
