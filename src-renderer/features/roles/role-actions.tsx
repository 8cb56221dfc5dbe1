import {
  IconColumns3,
  IconCopy,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useAct } from '../../bridge/use-act.ts';
import type { Role } from '../../../src-shared/domain/role.ts';
import { useSession, useStores, useTenant } from '../../stores/stores-context.tsx';
import { useTellEdit } from '../../stores/use-tell-edit.ts';
import { whyNot } from '../../ui/act-readiness/act-readiness.ts';
import { ReasonButton } from '../../ui/reason-button.tsx';
import { mostCompared } from './compare/compare-search.ts';
import { RoleUseDialog } from './role-use-dialog.tsx';
import { rolesText, unfitToChange, unfitToClone, unfitToCompare, unfitToEdit } from './role-target.ts';
import classes from './roles.module.css';

/** What can be done with one role or several. Enabling is taken back by disabling, so it is not asked. */
export function RoleActions(props: {
  readonly roles: readonly Role[];
  /** `bar`: below a selection, where comparing comes first; `drawer`: under a role's name. */
  readonly place: 'bar' | 'drawer';
  readonly onDone: () => void;
}): ReactNode {
  const { roles, place } = props;
  const navigate = useNavigate();
  const { notices } = useStores();
  const session = useSession((store) => store.state);
  const abilities = useTenant((store) => store.current?.abilities ?? null);
  const [open, setOpen] = useState<{ act: 'disable' | 'delete'; roles: readonly Role[] } | null>(null);
  const enabling = useAct('roles.setEnabled');
  const tell = useTellEdit();
  const refused = whyNot('customRoles', { session, abilities });
  const off = roles.filter(({ enabled }) => !enabled);
  const [first] = roles;

  const enable = async (): Promise<void> => {
    const outcome = await enabling.run({ ids: off.map(({ id }) => id), enabled: true, acknowledged: [] });
    if (!outcome.ok) {
      notices.getState().showError('edit', outcome.error);
      return;
    }
    const what = rolesText(off);
    tell({ report: outcome.data, what: `enable ${what}`, done: `Enabled: ${what}.` });
    props.onDone();
  };
  const go = (to: string, search: Readonly<Record<string, string | readonly string[]>>): void =>
    void navigate({ to, search: search });

  return (
    <>
      <fieldset className={classes.actions} aria-label="Actions on roles">
        {place === 'bar' && (
          <ReasonButton
            act="compare-roles"
            label="Compare"
            icon={<IconColumns3 size={14} aria-hidden />}
            reason={unfitToCompare(roles.length, mostCompared)}
            onPress={() => go('/roles/compare', { role: roles.map(({ id }) => String(id)) })}
          />
        )}
        <ReasonButton
          act="edit-role"
          label="Edit…"
          icon={<IconPencil size={14} aria-hidden />}
          reason={refused ?? unfitToEdit(roles)}
          onPress={() => first !== undefined && go('/roles/edit', { id: String(first.id) })}
        />
        <ReasonButton
          act="clone-role"
          label="Clone…"
          icon={<IconCopy size={14} aria-hidden />}
          reason={refused ?? unfitToClone(roles)}
          onPress={() => first !== undefined && go('/roles/edit', { from: String(first.id) })}
        />
        {off.length > 0 && (
          <ReasonButton
            act="enable-role"
            label="Enable"
            icon={<IconPlayerPlay size={14} aria-hidden />}
            reason={refused ?? unfitToChange(off)}
            busy={enabling.busy}
            onPress={() => void enable()}
          />
        )}
        {off.length < roles.length && (
          <ReasonButton
            act="disable-role"
            label="Disable…"
            icon={<IconPlayerPause size={14} aria-hidden />}
            reason={refused ?? unfitToChange(roles)}
            onPress={() => setOpen({ act: 'disable', roles: roles.filter(({ enabled }) => enabled) })}
          />
        )}
        <ReasonButton
          act="delete-role"
          label="Delete…"
          icon={<IconTrash size={14} aria-hidden />}
          reason={refused ?? unfitToChange(roles)}
          onPress={() => setOpen({ act: 'delete', roles })}
        />
      </fieldset>
      {/* Keys pressed in a dialog are not keys pressed in the drawer that holds these buttons. */}
      <div role="presentation" onKeyDown={(key) => key.stopPropagation()}>
        {open !== null && (
          <RoleUseDialog
            act={open.act}
            roles={open.roles}
            onClose={(done) => {
              setOpen(null);
              if (done) props.onDone();
            }}
          />
        )}
      </div>
    </>
  );
}
