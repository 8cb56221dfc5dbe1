import '@mantine/core/styles.css';
import './ui/theme/tokens.css';
import './ui/theme/global.css';
import './ui/theme/forced-colors.css';
import './ui/theme/print.css';
import { createRoot } from 'react-dom/client';
import type { RolebookApi } from '../src-shared/ipc/bridge-api.ts';
import { App } from './app.tsx';
import { createBridge } from './bridge/bridge.ts';
import { keepLastLocation } from './last-location.ts';
import { createAppRouter } from './router.tsx';
import { createStores, startStores } from './stores/stores.ts';
import { whileLocked } from './while-locked.tsx';
import type { Slots } from './ui/slots.tsx';

/**
 * Starts the window: bridge, stores, router, then the first drawing once the stores have their first answers, so
 * that nothing jumps.
 */
export async function startApp(parts: {
  readonly api: RolebookApi;
  readonly slots: Slots;
  readonly now: () => number;
  readonly styleNonce: string | null;
  readonly container: HTMLElement;
}): Promise<void> {
  const bridge = createBridge(parts.api);
  await whileLocked(bridge, parts);
  const stores = createStores(bridge);
  const { ready } = startStores(bridge, stores);
  await ready;
  const router = createAppRouter();
  keepLastLocation(router, stores);
  createRoot(parts.container).render(
    <App
      bridge={bridge}
      stores={stores}
      router={router}
      slots={parts.slots}
      now={parts.now}
      styleNonce={parts.styleNonce}
    />,
  );
}
