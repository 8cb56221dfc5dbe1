import { Loader } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { OwnKeysView } from '../../../src-shared/ipc/access-keys-contract.ts';
import { foldEmail } from '../../../src-shared/rules/email-key.ts';
import { useCall } from '../../bridge/use-call.ts';
import { useSession, useTenant } from '../../stores/stores-context.tsx';
import { FindingList } from '../../ui/findings/finding-list.tsx';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { ErrorState } from '../../ui/states/error-state.tsx';
import type { KeysOfUserProps } from '../../ui/slots.tsx';
import { SuspiciousText } from '../../ui/text/suspicious-text.tsx';
import { Age } from '../../ui/time/age.tsx';
import { type KeyAim, KeyDialog } from './key-dialog.tsx';
import classes from './own-keys.module.css';

/** Why none can be made while an earlier moment is looked at; null now. */
const past = 'You are looking at an earlier moment. Go back to now first.';

/** In a drawer: one's own keys where it is one's own, else what everybody is shown of others. */
export function KeysOfUser(props: KeysOfUserProps): ReactNode {
  const actor = useTenant((tenant) => tenant.current?.actor ?? '');
  if (foldEmail(props.email) !== foldEmail(actor)) return props.children;
  return (
    <section aria-label="Access keys" data-access-keys>
      <h3>Your access keys</h3>
      <OwnKeys />
    </section>
  );
}

/** The access keys of whoever is signed in, as the tenant lists them now, with what can be issued. */
export function OwnKeys(): ReactNode {
  const view = useCall('accessKeys.own', {});
  const lookingBack = useSession((store) => store.state?.lookingBack !== undefined);
  const [aim, setAim] = useState<KeyAim | null>(null);
  return (
    <div className={classes.part} data-own-keys>
      {view.status === 'loading' && view.data === null && <Loader size="sm" />}
      {view.status === 'failed' && <ErrorState error={view.error} onRetry={view.reload} />}
      {view.data !== null && (
        <OwnKeyList view={view.data} reason={lookingBack ? past : null} onAim={setAim} />
      )}
      {/* Keys pressed in a dialog are not keys pressed in the drawer that may hold this. */}
      <div role="presentation" onKeyDown={(key) => key.stopPropagation()}>
        {aim !== null && (
          <KeyDialog
            aim={aim}
            findings={view.data?.findings ?? []}
            taken={view.data?.keys.map((key) => key.name) ?? []}
            onClose={() => {
              setAim(null);
              view.reload();
            }}
          />
        )}
      </div>
    </div>
  );
}

/** The list with its buttons. */
export function OwnKeyList(props: {
  readonly view: OwnKeysView;
  /** Why nothing can be issued, whatever the tenant says; null = it can. */
  readonly reason: string | null;
  readonly onAim: (aim: KeyAim) => void;
}): ReactNode {
  const { keys, whyNot, whyNoMore, findings } = props.view;
  if (whyNot !== null) return <p className={classes.dim}>{whyNot}</p>;
  return (
    <>
      <FindingList findings={findings} />
      {keys.length === 0 && <p className={classes.dim}>You have none.</p>}
      {keys.length > 0 && (
        <ul className={classes.list}>
          {keys.map((key) => (
            <li key={key.id}>
              <span>
                <SuspiciousText text={key.name} />
                <span className={classes.dim}>
                  {' · '}
                  <span className={classes.id}>
                    <SuspiciousText text={key.clientId} />
                  </span>
                  {' · made '}
                  <Age at={key.createdAt} absent="unknown" />
                  {' · last used '}
                  <Age at={key.lastLogin} absent="never" />
                </span>
              </span>
              <ReasonButton
                act="renew-key"
                label="New secret…"
                icon={<IconKey size={14} aria-hidden />}
                reason={props.reason}
                onPress={() => props.onAim({ act: 'renew', key })}
              />
            </li>
          ))}
        </ul>
      )}
      <ReasonButton
        act="new-key"
        label="New access key…"
        icon={<IconPlus size={14} aria-hidden />}
        reason={props.reason ?? whyNoMore}
        onPress={() => props.onAim({ act: 'new' })}
      />
      <p className={classes.dim}>
        A key acts with all your roles. It is deleted in the tenant’s own console.
      </p>
    </>
  );
}
