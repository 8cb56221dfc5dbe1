import { createRoot } from 'react-dom/client';
import type { Bridge } from './bridge/bridge.ts';
import { BridgeProvider } from './bridge/bridge-context.tsx';
import { LockScreen } from './features/lock/lock-screen.tsx';
import { Look } from './ui/theme/look.tsx';

/**
 * Shows the lock as long as Rolebook is locked, and nothing else: no store is filled and no page is loaded before. A
 * window in use never comes here; when the lock shuts, its page is ended and started anew.
 */
export async function whileLocked(
  bridge: Bridge,
  parts: { readonly container: HTMLElement; readonly styleNonce: string | null },
): Promise<void> {
  const opened = Promise.withResolvers<void>();
  // Listening first: the lock may be opened in another window between the question and its answer.
  const stop = bridge.on('lock.changed', (state) => {
    if (!state.locked) opened.resolve();
  });
  const view = await bridge.call('lock.state', {});
  if (view.ok && view.data.locked) {
    const root = createRoot(parts.container);
    root.render(
      <BridgeProvider bridge={bridge}>
        <Look wanted={view.data.look} styleNonce={parts.styleNonce}>
          <LockScreen state={view.data} />
        </Look>
      </BridgeProvider>,
    );
    await opened.promise;
    root.unmount();
  }
  stop();
}
