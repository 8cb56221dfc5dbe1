import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import type { Bridge } from './bridge.ts';

const BridgeContext = createContext<Bridge | null>(null);

/** Gives the bridge to everything below. */
export function BridgeProvider(props: { bridge: Bridge; children: ReactNode }): ReactNode {
  return <BridgeContext value={props.bridge}>{props.children}</BridgeContext>;
}

/** The bridge; a component outside the provider is a bug. */
export function useBridge(): Bridge {
  const bridge = useContext(BridgeContext);
  if (bridge === null) throw new Error('useBridge is used outside BridgeProvider');
  return bridge;
}
