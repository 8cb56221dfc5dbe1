import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCall } from '../../bridge/use-call.ts';
import { useSession, useSettings, useTenant } from '../../stores/stores-context.tsx';
import { useCommands } from '../../ui/commands.tsx';
import { Age } from '../../ui/time/age.tsx';
import { PageHeader } from '../../ui/table-page/page-header.tsx';
import { HandOverSection } from './hand-over-section.tsx';
import { LockSection } from './lock-section.tsx';
import { OwnKeysSection } from './own-keys-section.tsx';
import { Setting } from './setting.tsx';
import classes from './settings.module.css';
import { SignOnSection } from './sign-on-section.tsx';

/** How Rolebook looks, and what it runs on. Every choice holds at once. */
export function SettingsPage(): ReactNode {
  const { settings, change } = useSettings((mirror) => mirror);
  const { showShortcuts } = useCommands();
  return (
    <div className={classes.page}>
      <PageHeader title="Settings" />
      <div className={classes.body}>
        <section className={classes.section} aria-labelledby="settings-look">
          <h2 id="settings-look">Look</h2>
          <Setting label="Theme" text="System follows the setting of your desktop.">
            <SegmentedControl
              aria-label="Theme"
              value={settings.theme}
              data={[
                { value: 'system', label: 'System' },
                { value: 'light', label: 'Light' },
                { value: 'dark', label: 'Dark' },
              ]}
              onChange={(theme) => void change({ theme })}
            />
          </Setting>
          <Setting label="Contrast" text="High draws stronger lines and pure text colours.">
            <SegmentedControl
              aria-label="Contrast"
              value={settings.contrast}
              data={[
                { value: 'normal', label: 'Normal' },
                { value: 'high', label: 'High' },
              ]}
              onChange={(contrast) => void change({ contrast })}
            />
          </Setting>
          <Setting label="Rows" text="32 or 26 pixels high.">
            <SegmentedControl
              aria-label="Rows"
              value={settings.density}
              data={[
                { value: 'normal', label: 'Normal' },
                { value: 'dense', label: 'Dense' },
              ]}
              onChange={(density) => void change({ density })}
            />
          </Setting>
          <Setting label="Keyboard" text="Everything can be reached without a mouse.">
            <button type="button" className={classes.link} onClick={showShortcuts}>
              Show the shortcuts
            </button>
          </Setting>
        </section>
        <LockSection />
        <HandOverSection />
        <TenantFacts />
        <OwnKeysSection />
        <SignOnSection />
        <AppFacts />
      </div>
    </div>
  );
}

function TenantFacts(): ReactNode {
  const tenant = useTenant((store) => store.current);
  const state = useSession((session) => session.state);
  if (tenant === null) return null;
  const refused = Object.values(tenant.abilities).filter(
    (ability) => !ability.allowed && ability.reason !== null,
  );
  return (
    <section className={classes.section} aria-labelledby="settings-tenant">
      <h2 id="settings-tenant">This tenant</h2>
      <Fact label="Address">{tenant.connection.url}</Fact>
      <Fact label="Product">{tenant.productText}</Fact>
      <Fact label="Signed in as">{tenant.actor}</Fact>
      <Fact label="Offline copy">
        {state?.mirrorAsOf === null || state === null ? (
          'none yet'
        ) : (
          <>
            complete as of <Age at={state.mirrorAsOf} absent="never" />
          </>
        )}
      </Fact>
      {refused.length > 0 && (
        <Fact label="Not possible here">
          <ul className={classes.list}>
            {[...new Set(refused.map((ability) => ability.reason))].map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Fact>
      )}
    </section>
  );
}

function AppFacts(): ReactNode {
  const info = useCall('app.info', {});
  const keychain = useSession((session) => session.state?.keychain ?? null);
  if (info.data === null) return null;
  const { version, shell, platform, canBlockCapture } = info.data;
  return (
    <section className={classes.section} aria-labelledby="settings-about">
      <h2 id="settings-about">About</h2>
      <Fact label="Rolebook">{version}</Fact>
      <Fact label="Runs in">
        {shell === 'electron' ? 'Electron' : 'the Chromium shell (Electron is not installed)'} · {platform}
      </Fact>
      <Fact label="Sign-in secrets">
        {keychain === true
          ? 'in the keychain of this machine'
          : 'in memory for this session only: this machine has no keychain'}
      </Fact>
      <Fact label="Your data">
        in a folder on this machine that only your account can read. Passwords and tokens are never in it.
      </Fact>
      <Fact label="Screen captures">
        {canBlockCapture
          ? 'this window can be kept out of them'
          : 'cannot be blocked here; take care while a password is revealed'}
      </Fact>
      <Fact label="Vendor">Rolebook is not affiliated with the maker of the product it administers.</Fact>
    </section>
  );
}

function Fact(props: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className={classes.fact}>
      <span className={classes.label}>{props.label}</span>
      <span>{props.children}</span>
    </div>
  );
}
