import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { useMirror, useTenant } from '../../stores/stores-context.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import { ClaimInspector } from './claim-inspector.tsx';
import classes from './settings.module.css';
import { SignOnFacts } from './sign-on-facts.tsx';
import { SwitchRehearsal } from './switch-rehearsal.tsx';

/** How people sign in to the open tenant (V46–V48): shown, checked, and changed elsewhere. */
export function SignOnSection(): ReactNode {
  const tenant = useTenant((store) => store.current);
  const revision = useMirror((mirror) => mirror.any);
  const call = useCall('signOn.read', tenant === null ? null : {}, revision);
  if (tenant === null) return null;
  return (
    <section className={classes.section} aria-labelledby="settings-sign-on" data-sign-on>
      <h2 id="settings-sign-on">Single sign-on</h2>
      {call.status === 'failed' && <ErrorState error={call.error} onRetry={call.reload} />}
      {call.data !== null && <SignOnFacts view={call.data} />}
      {call.data?.endsLocalSignIn === true && <SwitchRehearsal />}
      {call.data !== null && <ClaimInspector aliases={call.data.providers.map(({ alias }) => alias)} />}
    </section>
  );
}
