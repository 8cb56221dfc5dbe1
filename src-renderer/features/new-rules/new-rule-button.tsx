import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSession, useTenant } from '../../stores/stores-context.tsx';
import { whyNot } from '../../ui/act-readiness/act-readiness.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import type { NewRuleButtonProps } from '../../ui/slots.tsx';
import { NewRulesDialog } from './new-rules-dialog.tsx';

/** Opens the dialog for new access rules with what the place says already, or says why the actor may not. */
export function NewRuleButton(props: NewRuleButtonProps): ReactNode {
  const session = useSession((store) => store.state);
  const abilities = useTenant((store) => store.current?.abilities ?? null);
  const [opened, setOpened] = useState(false);
  return (
    <>
      <ReasonButton
        act="new-rule"
        look={props.place === 'page' ? 'filled' : 'default'}
        label={props.place === 'page' ? 'New access rule' : 'New rule…'}
        icon={<IconPlus size={14} stroke={2} aria-hidden />}
        reason={whyNot('createRules', { session, abilities })}
        onPress={() => setOpened(true)}
      />
      {/* Keys pressed in a dialog are not keys pressed in the drawer that holds this button. */}
      {opened && (
        <div role="presentation" onKeyDown={(key) => key.stopPropagation()}>
          <NewRulesDialog
            prefill={props.prefill}
            onClose={(done) => {
              setOpened(false);
              if (done) props.onDone?.();
            }}
          />
        </div>
      )}
    </>
  );
}
