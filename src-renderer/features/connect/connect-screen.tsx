import { useCallback, useEffect, useReducer, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { IconFlask, IconMailOpened } from '@tabler/icons-react';
import type { Connection } from '../../../src-shared/domain/tenant.ts';
import type { OpenTenant } from '../../../src-shared/ipc/tenants-contract.ts';
import type { Outcome } from '../../bridge/bridge.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useSession, useStores, useTenant } from '../../stores/stores-context.tsx';
import { ErrorNote } from '../../ui/findings/error-note.tsx';
import type { ConnectScreenProps } from '../../ui/slots.tsx';
import { createAttempts } from './attempts.ts';
import { ConnectForm } from './connect-form.tsx';
import { emptyConnectDraft, toConnectInput } from './connect-model.ts';
import { connectReducer, startConnect } from './connect-reducer.ts';
import { connectProblems } from './connect-validation.ts';
import { ConnectSummary } from './connect-summary.tsx';
import { Connecting } from './connecting.tsx';
import { KnownTenants } from './known-tenants.tsx';
import { SignInAgain } from './sign-in-again.tsx';
import { readTenantUrl } from './tenant-url.ts';
import classes from './connect.module.css';

/** Connecting a tenant, or signing in again to a known one whose session has ended. */
export function ConnectScreen(props: ConnectScreenProps): ReactNode {
  return (
    <div className={classes.screen} data-place={props.place}>
      {props.signInTo === null ? (
        <ConnectTenant {...props} />
      ) : (
        <SignInAgain connection={props.signInTo} onDone={props.onDone} />
      )}
    </div>
  );
}

function ConnectTenant(props: ConnectScreenProps): ReactNode {
  const bridge = useBridge();
  const stores = useStores();
  const keychain = useSession((store) => store.state?.keychain ?? true);
  const known = useTenant((store) => store.list);
  const trouble = useTenant((store) => store.listTrouble);
  const [state, dispatch] = useReducer(connectReducer, undefined, () =>
    startConnect(emptyConnectDraft(keychain)),
  );
  const { draft, phase } = state;

  const [attempts] = useState(() => createAttempts(bridge));
  // Whoever leaves the screen does not want to be taken to the tenant later.
  useEffect(() => () => attempts.cancel(), [attempts]);
  const cancel = useCallback(() => {
    attempts.cancel();
    dispatch({ type: 'cancel' });
  }, [attempts]);

  const finish = async (what: string, start: () => Promise<Outcome<OpenTenant>>): Promise<void> => {
    dispatch({ type: 'start', what });
    const outcome = await attempts.run(start);
    if (outcome === null) return;
    dispatch(outcome.ok ? { type: 'succeed', tenant: outcome.data } : { type: 'fail', error: outcome.error });
  };
  const connect = (): void => {
    if (connectProblems(draft).length > 0) dispatch({ type: 'touch', fields: ['url', 'account', 'secret'] });
    else
      void finish(readTenantUrl(draft.url).origin ?? draft.url, () =>
        bridge.call('tenants.connect', toConnectInput(draft)),
      );
  };
  const open = async (connection: Connection): Promise<void> => {
    dispatch({ type: 'start', what: connection.label });
    const outcome = await attempts.run(() => stores.tenant.getState().open(connection.key));
    if (outcome === null) return;
    if (outcome.ok) props.onDone();
    else dispatch({ type: 'fail', error: outcome.error });
  };
  const enter = (tenant: OpenTenant): void => {
    stores.tenant.getState().take(tenant);
    props.onDone();
  };

  if (phase.at === 'connecting') return <Connecting what={phase.what} onCancel={cancel} />;
  if (phase.at === 'summary')
    return <ConnectSummary tenant={phase.tenant} onStart={() => enter(phase.tenant)} />;
  return (
    <>
      {props.place === 'page' && (
        <header className={classes.head}>
          <h1>Rolebook</h1>
          <p>
            Users, roles, access rules and credentials of a Run:ai tenant, also without a network. Not
            affiliated with the vendor.
          </p>
        </header>
      )}
      {trouble !== null && <ErrorNote error={trouble} />}
      {known.length > 0 && (
        <KnownTenants connections={known} onOpen={(connection) => void open(connection)} />
      )}
      {!known.some((connection) => connection.isDemo) && (
        <section className={classes.demo} aria-label="Demo tenant">
          <IconFlask size={20} aria-hidden />
          <div>
            <h2>Demo tenant</h2>
            <p>
              Made-up people, departments and projects, served from this computer. Everything works, and
              nothing you do there reaches anyone.
            </p>
          </div>
          <Button
            variant={known.length === 0 ? 'filled' : 'default'}
            onClick={() => void finish('the demo tenant', () => bridge.call('tenants.connectDemo', {}))}
            data-connect-demo
          >
            Open demo tenant
          </Button>
        </section>
      )}
      <ConnectForm state={state} keychain={keychain} dispatch={dispatch} onConnect={connect} />
      {props.onReview !== undefined && (
        <section className={classes.demo} aria-label="Reviews without a tenant">
          <IconMailOpened size={20} aria-hidden />
          <div>
            <h2>Sent a review?</h2>
            <p>
              Open the part that was sent to you, or check an evidence pack. It needs no tenant and no
              network.
            </p>
          </div>
          <Button variant="default" onClick={props.onReview} data-review-without-tenant>
            Open a part that was sent to me
          </Button>
        </section>
      )}
    </>
  );
}
