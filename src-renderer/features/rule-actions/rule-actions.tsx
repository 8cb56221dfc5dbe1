import { ActionIcon, Tooltip } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSession, useTenant } from '../../stores/stores-context.tsx';
import { whyNot } from '../../ui/act-readiness/act-readiness.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import type { RuleActionsProps, RuleTarget } from '../../ui/slots.tsx';
import { ChangeManyDialog } from './change-many-dialog.tsx';
import { ChangeRuleDialog } from './change-rule-dialog.tsx';
import { RemoveRulesDialog } from './remove-rules-dialog.tsx';
import { ruleText, unfitToChange, unfitToRemove } from './rule-words.ts';
import classes from './rule-actions.module.css';

/** Changing and removing access rules: from a selection, a rule's drawer, or a line of a drawer's list. */
export function RuleActions(props: RuleActionsProps): ReactNode {
  const { rules, place } = props;
  const session = useSession((store) => store.state);
  const abilities = useTenant((store) => store.current?.abilities ?? null);
  // Kept from the moment of the press: a changing selection does not change the act.
  const [open, setOpen] = useState<{ act: 'change' | 'remove'; rules: readonly RuleTarget[] } | null>(null);
  const now = { session, abilities };
  const removeReason = whyNot('deleteRules', now) ?? unfitToRemove(rules);
  const changeReason = whyNot('createRules', now) ?? whyNot('deleteRules', now) ?? unfitToChange(rules);
  const close = (done: boolean): void => {
    setOpen(null);
    if (done) props.onDone?.();
  };
  const [first] = rules;
  return (
    <>
      {place === 'line' && first !== undefined ? (
        <span className={classes.line}>
          <LineButton
            label={`Change ${ruleText(first)}`}
            reason={changeReason}
            onPress={() => setOpen({ act: 'change', rules })}
          >
            <IconPencil size={14} />
          </LineButton>
          <LineButton
            label={`Remove ${ruleText(first)}`}
            reason={removeReason}
            onPress={() => setOpen({ act: 'remove', rules })}
          >
            <IconTrash size={14} />
          </LineButton>
        </span>
      ) : (
        <fieldset className={classes.actions} aria-label="Actions on access rules">
          <ReasonButton
            act="change-rule"
            label="Change…"
            icon={<IconPencil size={14} aria-hidden />}
            reason={changeReason}
            onPress={() => setOpen({ act: 'change', rules })}
          />
          <ReasonButton
            act="remove-rules"
            label="Remove…"
            icon={<IconTrash size={14} aria-hidden />}
            reason={removeReason}
            onPress={() => setOpen({ act: 'remove', rules })}
          />
        </fieldset>
      )}
      {/* Keys pressed in a dialog are not keys pressed in the drawer that holds these buttons. */}
      <div role="presentation" onKeyDown={(key) => key.stopPropagation()}>
        {open?.act === 'remove' && <RemoveRulesDialog rules={open.rules} onClose={close} />}
        {open?.act === 'change' && open.rules.length > 1 && (
          <ChangeManyDialog rules={open.rules} onClose={close} />
        )}
        {open?.act === 'change' && open.rules.length === 1 && open.rules[0] !== undefined && (
          <ChangeRuleDialog rule={open.rules[0]} onClose={close} />
        )}
      </div>
    </>
  );
}

function LineButton(props: {
  label: string;
  reason: string | null;
  onPress: () => void;
  children: ReactNode;
}): ReactNode {
  return (
    <Tooltip label={props.reason ?? props.label} multiline maw={320}>
      <ActionIcon
        size={24}
        aria-label={props.reason === null ? props.label : `${props.label}: ${props.reason}`}
        aria-disabled={props.reason !== null}
        data-disabled={props.reason !== null}
        onClick={() => props.reason === null && props.onPress()}
      >
        {props.children}
      </ActionIcon>
    </Tooltip>
  );
}
