import { MantineProvider } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { RouterProvider } from '@tanstack/react-router';
import { useLayoutEffect } from 'react';
import type { ReactNode } from 'react';
import type { Bridge } from './bridge/bridge.ts';
import { BridgeProvider } from './bridge/bridge-context.tsx';
import type { AppRouter } from './router.tsx';
import { StoresProvider, useSettings } from './stores/stores-context.tsx';
import type { Stores } from './stores/stores.ts';
import { SlotsProvider } from './ui/slots.tsx';
import type { Slots } from './ui/slots.tsx';
import { theme } from './ui/theme/theme.ts';
import { NowProvider } from './ui/time/now.tsx';

export interface AppProps {
  readonly bridge: Bridge;
  readonly stores: Stores;
  readonly router: AppRouter;
  readonly slots: Slots;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The nonce that lets Mantine's own `<style>` elements past the content security policy; null in development. */
  readonly styleNonce: string | null;
}

/** Everything the screens stand on, in one place. */
export function App(props: AppProps): ReactNode {
  return (
    <BridgeProvider bridge={props.bridge}>
      <StoresProvider stores={props.stores}>
        <Look styleNonce={props.styleNonce}>
          <NowProvider now={props.now}>
            <SlotsProvider slots={props.slots}>
              <RouterProvider router={props.router} />
            </SlotsProvider>
          </NowProvider>
        </Look>
      </StoresProvider>
    </BridgeProvider>
  );
}

function Look(props: { styleNonce: string | null; children: ReactNode }): ReactNode {
  const { theme: wanted, contrast, density } = useSettings((mirror) => mirror.settings);
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)', false, { getInitialValueInEffect: false });
  const systemContrast = useMediaQuery('(prefers-contrast: more)', false, { getInitialValueInEffect: false });
  const dark = wanted === 'system' ? systemDark : wanted === 'dark';
  const strong = contrast === 'high' || systemContrast;
  useLayoutEffect(() => {
    document.documentElement.dataset['contrast'] = strong ? 'high' : 'normal';
    document.documentElement.dataset['density'] = density;
  }, [strong, density]);
  const nonce = props.styleNonce;
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={dark ? 'dark' : 'light'}
      {...(nonce === null ? {} : { getStyleNonce: () => nonce })}
    >
      {props.children}
    </MantineProvider>
  );
}
