import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { Fragment, useCallback, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { inParts, readChanges } from '../../bridge/all-changes.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useSession, useSettings, useStores, useTenant } from '../../stores/stores-context.tsx';
import { whyNot } from '../../ui/act-readiness/act-readiness.ts';
import { CommandsProvider } from '../../ui/commands.tsx';
import type { Commands } from '../../ui/commands.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useSlots } from '../../ui/slots.tsx';
import { counted } from '../../../src-shared/words/count.ts';
import { CommandPalette } from './command-palette.tsx';
import { FirstSync } from './first-sync.tsx';
import { LookingBack } from './looking-back.tsx';
import { MissedCredentials } from './missed-credentials.tsx';
import { Navigation } from './navigation.tsx';
import { NoticeList } from './notice-list.tsx';
import { RecoveryScreen } from './recovery-screen.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import type { ShellAct } from './shortcuts.ts';
import { SyncChip } from './sync-chip.tsx';
import { TenantSwitcher } from './tenant-switcher.tsx';
import { UncollectedNotice } from './uncollected-notice.tsx';
import { useAddressOfTenant } from './use-address-of-tenant.ts';
import { useShortcuts } from './use-shortcuts.ts';
import classes from './shell.module.css';

function sentText(count: number): string {
  return count === 0
    ? 'Nothing could be sent. Changes says what each one waits for.'
    : `Sent: ${counted(count, 'change')}.`;
}

type Open = 'none' | 'palette' | 'shortcuts' | 'new-user' | 'new-rule' | 'connect' | 'sign-in';

const nothingSaid = {};

/** The frame around every screen: navigation, top bar, dialogs and shortcuts; without a tenant the connect screen. */
export function Shell(props: { children: ReactNode }): ReactNode {
  const { ConnectScreen, TenantlessReview } = useSlots();
  const key = useTenant((tenant) => tenant.current?.connection.key ?? null);
  const tenantOpen = key !== null;
  useAddressOfTenant(key);
  // Connecting ends with a summary, and the store knows the tenant before the reader has seen it.
  const [entered, setEntered] = useState(tenantOpen);
  if (!tenantOpen && entered) setEntered(false);
  const [reviewing, setReviewing] = useState(false);
  if (!entered && reviewing) {
    return (
      <main className={classes.tenantless}>
        <TenantlessReview onLeave={() => setReviewing(false)} />
        <NoticeList />
      </main>
    );
  }
  if (!tenantOpen || !entered) {
    return (
      <main className={classes.connect}>
        <ConnectScreen
          place="page"
          signInTo={null}
          onReview={() => setReviewing(true)}
          onDone={() => setEntered(true)}
        />
        <NoticeList />
      </main>
    );
  }
  return <OpenShell>{props.children}</OpenShell>;
}

function OpenShell(props: { children: ReactNode }): ReactNode {
  const bridge = useBridge();
  const stores = useStores();
  const navigate = useNavigate();
  const { ConnectScreen, CredentialTray, NewRulesDialog, NewUserDialog } = useSlots();
  // What a lock closed half-way is open again after it.
  const [open, setOpen] = useState<Open>(() => {
    const { held } = stores.drafts.getState();
    return 'new-user' in held ? 'new-user' : 'new-rules' in held ? 'new-rule' : 'none';
  });
  const close = (): void => setOpen('none');
  const navigationOpen = useSettings((mirror) => mirror.settings.navigationOpen);
  const connection = useTenant((tenant) => tenant.current?.connection ?? null);
  const keychain = useSession((session) => session.state?.keychain ?? true);
  const neverSynced = useSession((session) => session.state?.mirrorAsOf === null);
  const recovery = useSession((session) => session.state?.recovery ?? null);
  const onSettings = useRouterState({ select: (state) => state.location.pathname === '/settings' });

  // Whoever may not create users can still look, and pre-authorise where rules may be made: the dialog says which.
  const newUser = useCallback(() => setOpen('new-user'), []);
  const toggleNavigation = useCallback(() => {
    const { settings, change } = stores.settings.getState();
    void change({ navigationOpen: !settings.navigationOpen });
  }, [stores]);
  const commands = useMemo<Commands>(
    () => ({
      newUser,
      connect: () =>
        void stores.unsaved
          .getState()
          .mayLeave()
          .then((may) => may && setOpen('connect')),
      signIn: () => setOpen('sign-in'),
      findAnything: () => setOpen('palette'),
      showShortcuts: () => setOpen('shortcuts'),
      syncNow: () => void stores.sync.getState().start(false),
    }),
    [stores, newUser],
  );

  const run = useCallback(
    (act: ShellAct) => {
      if (act.act === 'go') void navigate({ to: act.path, search: {} });
      else if (act.act === 'find') setOpen('palette');
      else if (act.act === 'new-user') newUser();
      else if (act.act === 'show-shortcuts') setOpen('shortcuts');
      else if (act.act === 'sync') commands.syncNow();
      else if (act.act === 'toggle-navigation') toggleNavigation();
      else document.querySelector<HTMLInputElement>('[data-search-box]')?.focus();
    },
    [navigate, newUser, commands, toggleNavigation],
  );
  useShortcuts(run);
  useEffect(
    () =>
      bridge.on('app.command', (command) => {
        if (command === 'settings') run({ act: 'go', path: '/settings' });
        else run({ act: command });
      }),
    [bridge, run],
  );

  const toggleTheme = (): void => {
    const { settings, change } = stores.settings.getState();
    const shown = document.documentElement.dataset['mantineColorScheme'];
    void change({
      theme: (settings.theme === 'system' ? shown : settings.theme) === 'dark' ? 'light' : 'dark',
    });
  };
  const sendChanges = async (): Promise<void> => {
    const { show, showError } = stores.notices.getState();
    // Named one by one: without names, what was staged would stay.
    const list = await readChanges(bridge, 'open');
    const waiting = list.ok ? list.data.changes.filter(({ change }) => change.state === 'pending') : [];
    const ids = waiting.map(({ change }) => change.id);
    const outcome =
      ids.length === 0 ? null : await inParts(ids, (some) => bridge.call('changes.send', { ids: some }));
    if (outcome === null) {
      show({ key: 'changes-send', tone: 'info', text: 'Nothing waits to be sent.' });
      return;
    }
    if (!outcome.ok) showError('changes-send', outcome.error);
    else {
      const sent = outcome.data.reduce((sum, { moved }) => sum + moved.length, 0);
      show({ key: 'changes-send', tone: sent === 0 ? 'info' : 'done', text: sentText(sent) });
    }
  };
  const newRule = (): void => {
    const { state } = stores.session.getState();
    const abilities = stores.tenant.getState().current?.abilities ?? null;
    const refused = whyNot('createRules', { session: state, abilities });
    if (refused === null) setOpen('new-rule');
    else stores.notices.getState().show({ key: 'new-rule', tone: 'info', text: refused });
  };
  const toggleOffline = (): void => {
    const { state, setWorkOffline } = stores.session.getState();
    void setWorkOffline(state?.workOffline !== true);
  };
  const toggleDensity = (): void => {
    const { settings, change } = stores.settings.getState();
    void change({ density: settings.density === 'dense' ? 'normal' : 'dense' });
  };

  return (
    <CommandsProvider commands={commands}>
      <div className={classes.shell}>
        <Navigation open={navigationOpen} onToggle={toggleNavigation} />
        <div className={classes.column}>
          <header className={classes.top}>
            <TenantSwitcher />
            <button type="button" className={classes.find} onClick={commands.findAnything}>
              <IconSearch size={14} aria-hidden />
              <span className={classes.findText}>Find anything</span>
              <Kbd keys="Mod K" />
            </button>
            <div className={classes.topRight}>
              <CredentialTray />
              <SyncChip />
            </div>
          </header>
          {!keychain && (
            <aside className={classes.banner}>
              This machine has no keychain. Sign-in secrets are kept for this session only and never written
              down.
            </aside>
          )}
          <LookingBack />
          <MissedCredentials />
          <UncollectedNotice />
          <main className={classes.content}>
            {/* Another tenant begins anew: no selection and no half-typed search of the one before. */}
            <Fragment key={connection?.key}>
              {recovery !== null ? (
                <RecoveryScreen report={recovery} />
              ) : neverSynced && !onSettings ? (
                <FirstSync />
              ) : (
                props.children
              )}
            </Fragment>
          </main>
        </div>
      </div>
      <CommandPalette
        opened={open === 'palette'}
        onClose={close}
        onCommand={(command) => {
          if (command === 'toggleTheme') toggleTheme();
          else if (command === 'toggleDensity') toggleDensity();
          else if (command === 'sendChanges') void sendChanges();
          else if (command === 'toggleOffline') toggleOffline();
          else if (command === 'lock') void bridge.call('lock.now', {});
          else if (command === 'newRule') newRule();
          else commands[command]();
        }}
      />
      <ShortcutSheet opened={open === 'shortcuts'} onClose={close} />
      <NewUserDialog opened={open === 'new-user'} onClose={close} />
      {open === 'new-rule' && <NewRulesDialog prefill={nothingSaid} onClose={close} />}
      <Modal opened={open === 'connect'} onClose={close} title="Connect another tenant" size="lg">
        <ConnectScreen place="dialog" signInTo={null} onDone={close} />
      </Modal>
      <Modal opened={open === 'sign-in'} onClose={close} title="Sign in again" size="md">
        <ConnectScreen place="dialog" signInTo={connection} onDone={close} />
      </Modal>
      <NoticeList />
    </CommandsProvider>
  );
}
