/**
 * `npm run faults -- [--every 1]`: every operation of the client meets every kind of network fault over real sockets, against the
 * real demo tenant behind a proxy that makes trouble. Its last line is JSON with the counts; exit 1 when something was applied
 * twice, ended in no known way, or never ended.
 */
import { runFaults } from '../faults/run-faults.ts';
import { numbersOf } from './arguments.ts';

const { every } = numbersOf(process.argv.slice(2), { every: 1 });
const run = await runFaults(every, (line) => console.log(line));
for (const line of run.wrong) console.log(line);
console.log(JSON.stringify({ ...run, wrong: run.wrong.length }));
process.exitCode = run.wrong.length === 0 ? 0 : 1;
