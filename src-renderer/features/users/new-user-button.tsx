import { Button, Tooltip } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useCommands } from '../../ui/commands.tsx';
import { Kbd } from '../../ui/kbd.tsx';

/** Opens the dialog for a new user, which itself says what the actor may not do and why. */
export function NewUserButton(): ReactNode {
  const { newUser } = useCommands();
  return (
    <Tooltip
      label={
        <>
          New user <Kbd keys="Mod N" />
        </>
      }
    >
      <Button leftSection={<IconPlus size={14} stroke={2} />} onClick={newUser}>
        New user
      </Button>
    </Tooltip>
  );
}
