import { Button, Tooltip } from '@mantine/core';
import { useId } from 'react';
import type { ReactNode } from 'react';

/** See {@link ReasonButton}. */
export interface ReasonButtonProps {
  readonly label: ReactNode;
  /** Why it cannot be done now; null when it can. */
  readonly reason: string | null;
  readonly onPress: () => void;
  readonly icon?: ReactNode;
  /** `default` where nothing is said. */
  readonly look?: 'default' | 'filled' | 'danger' | 'subtle';
  readonly busy?: boolean;
  readonly className?: string;
  /** Names the button for tests and styles. */
  readonly act?: string;
}

const looks = {
  default: { variant: 'default' },
  filled: { variant: 'filled' },
  danger: { variant: 'filled', color: 'red' },
  subtle: { variant: 'subtle', color: 'gray' },
} as const;

/**
 * A button that stays reachable when it cannot be used (aria-disabled, not disabled), so that pointer and keyboard
 * find its reason.
 */
export function ReasonButton(props: ReasonButtonProps): ReactNode {
  const { reason } = props;
  const base = useId();
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
          {...looks[props.look ?? 'default']}
          className={props.className ?? ''}
          leftSection={props.icon}
          loading={props.busy === true}
          data-act={props.act}
          data-disabled={reason !== null}
          aria-disabled={reason !== null}
          {...(reason === null ? {} : { 'aria-describedby': base })}
          onClick={() => {
            if (reason === null) props.onPress();
          }}
        >
          {props.label}
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
