import { RouterProvider } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Bridge } from './bridge/bridge.ts';
import { BridgeProvider } from './bridge/bridge-context.tsx';
import type { AppRouter } from './router.tsx';
import { StoresProvider, useSettings } from './stores/stores-context.tsx';
import type { Stores } from './stores/stores.ts';
import { SlotsProvider } from './ui/slots.tsx';
import type { Slots } from './ui/slots.tsx';
import { Look } from './ui/theme/look.tsx';
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
        <ChosenLook styleNonce={props.styleNonce}>
          <NowProvider now={props.now}>
            <SlotsProvider slots={props.slots}>
              <RouterProvider router={props.router} />
            </SlotsProvider>
          </NowProvider>
        </ChosenLook>
      </StoresProvider>
    </BridgeProvider>
  );
}

function ChosenLook(props: { styleNonce: string | null; children: ReactNode }): ReactNode {
  const wanted = useSettings((mirror) => mirror.settings);
  return (
    <Look wanted={wanted} styleNonce={props.styleNonce}>
      {props.children}
    </Look>
  );
}
