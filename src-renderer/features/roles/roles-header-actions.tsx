import { Button } from '@mantine/core';
import {
  IconArrowBigUpLines,
  IconColumns3,
  IconPlus,
  IconTable,
  IconZoomQuestion,
} from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession, useTenant } from '../../stores/stores-context.tsx';
import { whyNot } from '../../ui/act-readiness/act-readiness.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';

/** The ways from the list of roles: compare, and make a new one where the tenant takes it. */
export function RolesHeaderActions(): ReactNode {
  const navigate = useNavigate();
  const session = useSession((store) => store.state);
  const abilities = useTenant((store) => store.current?.abilities ?? null);
  return (
    <>
      <Button
        component={Link}
        to="/roles/table"
        variant="default"
        leftSection={<IconTable size={14} aria-hidden />}
      >
        Table
      </Button>
      <Button
        component={Link}
        to="/roles/least"
        variant="default"
        leftSection={<IconZoomQuestion size={14} aria-hidden />}
      >
        Least role
      </Button>
      <Button
        component={Link}
        to="/roles/upgrade"
        variant="default"
        leftSection={<IconArrowBigUpLines size={14} aria-hidden />}
      >
        Upgrade
      </Button>
      <Button
        component={Link}
        to="/roles/compare"
        variant="default"
        leftSection={<IconColumns3 size={14} aria-hidden />}
      >
        Compare
      </Button>
      <ReasonButton
        act="new-role"
        look="filled"
        label="New role"
        icon={<IconPlus size={14} aria-hidden />}
        reason={whyNot('customRoles', { session, abilities })}
        onPress={() => void navigate({ to: '/roles/edit', search: {} })}
      />
    </>
  );
}
