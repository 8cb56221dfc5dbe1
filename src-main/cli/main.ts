#!/usr/bin/env node
import { findAppRoot } from '../system/app-root.ts';
import { createSystemClock } from '../system/system-clock.ts';
import { keepAlive } from './keep-alive.ts';
import { createLocalApplication } from './local-application.ts';
import { createProcessIo } from './process-io.ts';
import { watchOutputs } from './process-outputs.ts';
import { runCli } from './program.ts';

/** Milliseconds that what is still open may take to close by itself after the answer was given. */
const patience = 1000;

const clock = createSystemClock();
const root = findAppRoot(import.meta.dirname);

const outputs = watchOutputs(process);

const release = keepAlive();
const code = await runCli(process.argv.slice(2), {
  io: createProcessIo(process, clock),
  openApplication: createLocalApplication(root, process.env),
  version: root.version,
});

// Once everything is written, nothing left open may keep the terminal waiting.
await new Promise<void>((resolve) => {
  process.stdout.write('', () => resolve());
});
process.exitCode = outputs.settle(code);
release();
clock.after(patience, () => process.exit());
