import { Button, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTenant } from '../../stores/stores-context.tsx';
import { useCommands } from '../../ui/commands.tsx';
import { Kbd } from '../../ui/kbd.tsx';

/** Opens the dialog for a new user; when the actor may not create any, says why. */
export function NewUserButton(): ReactNode {
  const { newUser } = useCommands();
  const ability = useTenant((tenant) => tenant.current?.abilities.createUsers ?? null);
  const refused = ability !== null && !ability.allowed;
  return (
    <Tooltip
      label={
        refused ? (
          (ability.reason ?? 'You may not create users here.')
        ) : (
          <>
            New user <Kbd keys="Mod N" />
          </>
        )
      }
      multiline
      maw={320}
    >
      <Button
        leftSection={<IconPlus size={14} stroke={2} />}
        aria-disabled={refused}
        {...(refused ? { 'data-disabled': true } : {})}
        onClick={() => !refused && newUser()}
      >
        New user
      </Button>
    </Tooltip>
  );
}
