import { runVitest } from './vitest-report.ts';

/**
 * `npm run test:exportfs`: how files with secrets get where they go (test/exportfs): modes under three umasks in every
 * format, the order of calls as strace saw it, links, swapped folders, names, disks and warnings. The last line is JSON:
 * what holds of what was looked at; what this machine cannot show (no strace, no right to mount) is counted apart.
 */
const run = runVitest(['test/exportfs']);
const of = (start: string): readonly boolean[] =>
  run.tests.filter(({ title }) => title.startsWith(start)).map(({ passed }) => passed);
const held = (results: readonly boolean[]): number => results.filter(Boolean).length;
const [modes, order] = [of('0600 in every format'), of('order: ')];
/** Four kinds of writing under three umasks. */
const orders = 12;
const ok = run.ok && held(modes) === 3 && held(order) === order.length;
process.stdout.write(
  `${JSON.stringify({
    umasks: held(modes),
    ofUmasks: 3,
    orders: held(order),
    ofOrders: orders,
    held: held(run.tests.map(({ passed }) => passed)),
    of: run.tests.length,
    ok,
  })}\n`,
);
process.exitCode = ok ? 0 : 1;
