import { findClipboardTool } from './chromium-shell/shell-clipboard.ts';
import { runVitest } from './vitest-report.ts';

/**
 * `npm run test:clipboard`: a copied secret is taken back after 30 s, at lock and at quit, only if it is still ours, and is
 * marked for clipboard histories. A table of the cases, then a line of JSON: cases that hold of all, by what they are about.
 */
const run = runVitest(['test/main/copied-secret.test.ts', 'test/main/app/clipboard.test.ts']);
const groups = ['time', 'ours', 'lock', 'quit', 'concealed', 'fails'] as const;
const cases = run.tests.flatMap(({ title, passed }) => {
  const group = groups.find((name) => title.startsWith(`${name}: `));
  return group === undefined ? [] : [{ group, title: title.slice(group.length + 2), passed }];
});

process.stdout.write('\n');
for (const { group, title, passed } of cases)
  process.stdout.write(`${passed ? 'holds' : 'FAILS'}  ${group.padEnd(9)}  ${title}\n`);
const tool = findClipboardTool(process.env);
process.stdout.write(`
Not shown by this: what Electron itself makes of the marks, and clipboards of macOS and Windows; the marks that are handed
to Electron are. The Chromium shell passes text alone, without marks (${tool === null ? 'and has no clipboard of a system here' : `by ${tool.write[0]}`}).
After SIGKILL nobody is left to take a copy back.
`);

const counts = Object.fromEntries(
  groups.map((name) => {
    const own = cases.filter(({ group }) => group === name);
    return [name, [own.filter(({ passed }) => passed).length, own.length]];
  }),
);
const held = cases.filter(({ passed }) => passed).length;
const ok =
  run.ok && held === cases.length && groups.every((name) => cases.some(({ group }) => group === name));
process.stdout.write(`${JSON.stringify({ cases: cases.length, held, ...counts, ok })}\n`);
process.exitCode = ok ? 0 : 1;
