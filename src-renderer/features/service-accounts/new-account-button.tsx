import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSession, useTenant } from '../../stores/stores-context.tsx';
import { whyNot } from '../../ui/act-readiness/act-readiness.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { NewAccountDialog } from './new-account-dialog.tsx';

/** Opens the dialog for a new service account, or says why the actor may not. */
export function NewAccountButton(): ReactNode {
  const session = useSession((store) => store.state);
  const abilities = useTenant((store) => store.current?.abilities ?? null);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <ReasonButton
        act="new-account"
        look="filled"
        label="New service account"
        icon={<IconPlus size={14} stroke={2} aria-hidden />}
        reason={whyNot('createServiceAccounts', { session, abilities })}
        onPress={() => setOpened(true)}
      />
      {opened && <NewAccountDialog onClose={() => setOpened(false)} />}
    </>
  );
}
