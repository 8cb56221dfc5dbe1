import { MessageChannel } from 'node:worker_threads';

/**
 * Keeps the process running until undone. The clock's timers do not (a window's process has other things that do),
 * so that a command which only waits, for a retry say, would end in the middle.
 */
export function keepAlive(): () => void {
  const { port1 } = new MessageChannel();
  port1.on('message', () => {});
  return () => port1.close();
}
