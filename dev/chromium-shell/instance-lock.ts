import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

/** The address a profile's first instance listens on. */
export function lockAddress(profileDir: string, platform: NodeJS.Platform): string {
  const name = `rolebook-shell-${createHash('sha256').update(profileDir).digest('hex').slice(0, 24)}`;
  return platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`);
}

const knock = `
  const socket = require('node:net').connect(process.argv[1]);
  socket.once('connect', () => socket.end('second', () => process.exit(0)));
  socket.once('error', () => process.exit(1));
`;

/**
 * Electron's single-instance lock: whoever listens on the profile's socket has it; a later start knocks there and
 * goes away. Electron answers synchronously, hence the short-lived child that knocks.
 */
export function claimLock(address: string, onKnock: () => void): { claimed: boolean; server: Server | null } {
  const answered = spawnSync(process.execPath, ['-e', knock, address], { stdio: 'ignore' }).status === 0;
  if (answered) return { claimed: false, server: null };
  if (!address.startsWith('\\\\')) rmSync(address, { force: true });
  const server = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
    socket.once('data', () => onKnock());
  });
  server.on('error', () => {});
  server.listen(address);
  server.unref();
  return { claimed: true, server };
}

/** Whether somebody listens; for tests. */
export function isClaimed(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
