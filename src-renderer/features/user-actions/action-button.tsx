import { useId } from 'react';
import type { ReactNode } from 'react';
import { Button, Tooltip } from '@mantine/core';
import { IconKey, IconLogout, IconShieldLock, IconTrash } from '@tabler/icons-react';
import type { UserAction } from './action-words.ts';
import classes from './user-actions.module.css';

const icons = {
  'add-rules': IconShieldLock,
  'reset-password': IconKey,
  'sign-out': IconLogout,
  delete: IconTrash,
} as const;

/** See {@link ActionButton}. */
export interface ActionButtonProps {
  readonly action: UserAction;
  /** Why it cannot be done now; null when it can. */
  readonly reason: string | null;
  readonly onPress: () => void;
}

/**
 * A button that stays reachable when it cannot be used (aria-disabled, not disabled), so that pointer and keyboard
 * find its reason.
 */
export function ActionButton(props: ActionButtonProps): ReactNode {
  const { action, reason } = props;
  const base = useId();
  const Icon = icons[action.id];
  return (
    <>
      <Tooltip
        label={reason ?? ''}
        disabled={reason === null}
        multiline
        maw={320}
        openDelay={100}
        events={{ hover: true, focus: true, touch: true }}
      >
        <Button
          variant="default"
          className={classes.button ?? ''}
          leftSection={<Icon size={14} aria-hidden />}
          data-user-action={action.id}
          data-disabled={reason !== null}
          aria-disabled={reason !== null}
          {...(reason === null ? {} : { 'aria-describedby': base })}
          onClick={() => {
            if (reason === null) props.onPress();
          }}
        >
          {action.label}
        </Button>
      </Tooltip>
      {reason !== null && (
        <span id={base} className="rb-hidden">
          {reason}
        </span>
      )}
    </>
  );
}
