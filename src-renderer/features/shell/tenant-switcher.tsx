import { Checkbox, Popover, Stack } from '@mantine/core';
import { IconCheck, IconLogout, IconPlus, IconSelector } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useStores, useTenant } from '../../stores/stores-context.tsx';
import { useCommands } from '../../ui/commands.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import classes from './tenant-switcher.module.css';

/** The open tenant and account; opens to the other known ones, connecting another, and signing out. */
export function TenantSwitcher(): ReactNode {
  const stores = useStores();
  const current = useTenant((tenant) => tenant.current);
  const list = useTenant((tenant) => tenant.list);
  const opening = useTenant((tenant) => tenant.opening);
  const { connect } = useCommands();
  const [opened, setOpened] = useState(false);
  const [leaving, setLeaving] = useState(false);
  if (current === null) return null;

  const open = async (key: string): Promise<void> => {
    setOpened(false);
    if (!(await stores.unsaved.getState().mayLeave())) return;
    const outcome = await stores.tenant.getState().open(key);
    if (!outcome.ok) stores.notices.getState().showError('open-tenant', outcome.error);
  };

  return (
    <>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" width={320} trapFocus returnFocus>
        <Popover.Target>
          <button
            type="button"
            className={classes.current}
            aria-expanded={opened}
            title="Switch tenant"
            data-tenant-switcher=""
            onClick={() => setOpened(!opened)}
          >
            <span className="rb-hidden">Tenant</span>
            <span className={classes.tenant}>{current.connection.label}</span>
            <span className={classes.actor}>{current.actor}</span>
            <IconSelector size={14} aria-hidden />
          </button>
        </Popover.Target>
        <Popover.Dropdown p={4} aria-label="Tenants">
          <div className={classes.product}>
            {current.productText}
            <br />
            {current.connection.url}
          </div>
          {list.map((connection) => (
            <button
              key={connection.key}
              type="button"
              className={classes.item}
              disabled={opening !== null}
              onClick={() =>
                connection.key === current.connection.key ? setOpened(false) : void open(connection.key)
              }
            >
              <span className={classes.itemText}>
                {connection.label}
                <span className={classes.itemAccount}>{connection.account}</span>
              </span>
              {connection.key === current.connection.key && <IconCheck size={14} aria-label="open" />}
            </button>
          ))}
          <div className={classes.rule} />
          <button
            type="button"
            className={classes.item}
            onClick={() => {
              setOpened(false);
              connect();
            }}
          >
            <IconPlus size={14} aria-hidden /> Connect another tenant
          </button>
          <button
            type="button"
            className={classes.item}
            onClick={() => {
              setOpened(false);
              void stores.unsaved.getState().mayLeave().then(setLeaving);
            }}
          >
            <IconLogout size={14} aria-hidden /> Sign out
          </button>
        </Popover.Dropdown>
      </Popover>
      <SignOut opened={leaving} onClose={() => setLeaving(false)} />
    </>
  );
}

function SignOut(props: { opened: boolean; onClose: () => void }): ReactNode {
  const stores = useStores();
  const connection = useTenant((tenant) => tenant.current?.connection ?? null);
  const [keep, setKeep] = useState(true);
  const [busy, setBusy] = useState(false);
  if (connection === null) return null;

  const leave = async (): Promise<void> => {
    setBusy(true);
    const outcome = await stores.tenant.getState().signOut(connection.key, !keep);
    setBusy(false);
    if (outcome.ok) props.onClose();
    else stores.notices.getState().showError('sign-out', outcome.error);
  };

  return (
    <Confirm
      opened={props.opened}
      title={`Sign out of ${connection.label}?`}
      actLabel="Sign out"
      keepLabel="Stay signed in"
      busy={busy}
      onAct={() => void leave()}
      onKeep={props.onClose}
    >
      <Stack gap="sm">
        <p>The sign-in secret of {connection.account} is removed from this machine.</p>
        <Checkbox
          checked={keep}
          label="Keep the offline copy"
          description="Users, rules and roles stay readable here after the next sign-in, without reading everything again."
          onChange={(event) => setKeep(event.currentTarget.checked)}
        />
      </Stack>
    </Confirm>
  );
}
