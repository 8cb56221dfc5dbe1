import { runVitest } from './vitest-report.ts';

/**
 * `npm run test:conflicts`: the conflict table (test/sync/conflicts), each of its 160 cells, and the 192 of the table of roles, by
 * the decisions alone and by the engine over a tenant. The last line is JSON: cells that hold in both ways, of how many.
 */
const run = runVitest(['test/sync/conflicts']);
const cells = run.tests.filter(({ title }) => title.includes(' | '));
const passing = (way: string): Set<string> =>
  new Set(
    cells
      .filter(({ title, passed }) => title.startsWith(way) && passed)
      .map(({ title }) => title.slice(way.length)),
  );
const decisions = passing('decisions: ');
const engine = passing('engine: ');
const both = [...decisions].filter((cell) => engine.has(cell));
const ofRoles = both.filter((cell) => cell.startsWith('role: ')).length;
const others = both.length - ofRoles;
const ok = run.ok && others === 160 && ofRoles === 192;
process.stdout.write(
  `${JSON.stringify({ cells: others, of: 160, roleCells: ofRoles, ofRoleCells: 192, decisions: decisions.size, engine: engine.size, ok })}\n`,
);
process.exitCode = ok ? 0 : 1;
