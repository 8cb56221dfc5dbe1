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

const ways = [
  { to: '/roles/table', label: 'Table', Icon: IconTable },
  { to: '/roles/least', label: 'Least role', Icon: IconZoomQuestion },
  { to: '/roles/upgrade', label: 'Upgrade', Icon: IconArrowBigUpLines },
  { to: '/roles/compare', label: 'Compare', Icon: IconColumns3 },
] as const;

/** The ways from the list of roles: compare, and make a new one where the tenant takes it. */
export function RolesHeaderActions(): ReactNode {
  const navigate = useNavigate();
  const session = useSession((store) => store.state);
  const abilities = useTenant((store) => store.current?.abilities ?? null);
  return (
    <>
      {ways.map(({ to, label, Icon }) => (
        <Button
          key={to}
          component={Link}
          to={to}
          variant="default"
          leftSection={<Icon size={14} aria-hidden />}
        >
          {label}
        </Button>
      ))}
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
