import { callChannels } from '../src-shared/ipc/channels.ts';
import { callsWhileLocked } from '../src-shared/ipc/lock-contract.ts';
import { runVitest } from './vitest-report.ts';

/**
 * `npm run test:lock`: every call behind the lock refuses while it is shut, and each of the four ways to shut it does. The
 * last line is JSON: calls that refuse of all that must, triggers of four.
 */
const run = runVitest([
  'test/main/ipc/lock-gate.test.ts',
  'test/main/app/lock-triggers.test.ts',
  'test/main/app/menu.test.ts',
  'test/main/services/lock',
]);
const passed = (test: (title: string) => boolean): number =>
  run.tests.filter(({ title, passed: good }) => good && test(title)).length;

const behind = callChannels.length - callsWhileLocked.length;
const refusing = passed((title) => title.startsWith('refuses: '));
const triggers = passed(
  (title) => title.startsWith('trigger: ') || title === 'locks without asking the page',
);
const ok = run.ok && refusing === behind && triggers === 4;
process.stdout.write(`${JSON.stringify({ refusing, of: behind, triggers, ofTriggers: 4, ok })}\n`);
process.exitCode = ok ? 0 : 1;
