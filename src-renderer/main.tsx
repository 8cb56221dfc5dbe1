import type { RolebookApi } from '../src-shared/ipc/bridge-api.ts';
import { startApp } from './start-app.tsx';
import { wiredSlots } from './wired-slots.ts';

const api = (window as { rolebook?: RolebookApi }).rolebook;
const container = document.querySelector<HTMLElement>('#root');
if (api === undefined || container === null) throw new Error('The window was opened without its bridge.');

await startApp({
  api,
  slots: wiredSlots,
  now: () => Date.now(),
  styleNonce: document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? null,
  container,
});
