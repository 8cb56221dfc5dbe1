import { contextBridge, ipcRenderer } from 'electron';
import { callChannels, eventChannels } from '../../src-shared/ipc/channels.ts';
import { buildApi } from './build-api.ts';

contextBridge.exposeInMainWorld(
  'rolebook',
  buildApi({
    calls: callChannels,
    events: eventChannels,
    invoke: (channel, input) => ipcRenderer.invoke(channel, input),
    subscribe: (channel, listener) => {
      // The event object stays here: it would give the page a sender.
      const forward = (_event: unknown, payload: unknown): void => listener(payload);
      ipcRenderer.on(channel, forward);
      return () => void ipcRenderer.removeListener(channel, forward);
    },
  }),
);
