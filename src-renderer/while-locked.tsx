import { createRoot } from 'react-dom/client';
import type { LockState } from '../src-shared/domain/lock.ts';
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
  let show: (state: LockState) => void = () => {};
  // Listening first: the lock may be opened in another window between the question and its answer.
  const stop = bridge.on('lock.changed', (state) => {
    if (state.locked) show(state);
    else opened.resolve();
  });
  const view = await bridge.call('lock.state', {});
  if (view.ok && view.data.locked) {
    const { look } = view.data;
    const root = createRoot(parts.container);
    // Shown anew when a keychain that was silent answers, and a passphrase is asked for.
    show = (state) =>
      root.render(
        <BridgeProvider bridge={bridge}>
          <Look wanted={look} styleNonce={parts.styleNonce}>
            <LockScreen key={state.unlockBy} state={state} />
          </Look>
        </BridgeProvider>,
      );
    show(view.data);
    await opened.promise;
    show = () => {};
    root.unmount();
  }
  stop();
}
