/**
 * `npm run test:refresh -- [ROUNDS]`: in each round (50 unless told) 100 calls over real sockets meet a spent token at the
 * same time; exactly one refresh is right, and nobody may be signed out. The last line is JSON with the counts.
 */
import { refreshRounds } from '../test/builders/refresh-rounds.ts';

const rounds = Number(process.argv[2] ?? 50);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('how many rounds? A whole number.');
const counts = await refreshRounds(rounds);
const ok =
  counts.wrongRounds === 0 &&
  counts.signedOut === 0 &&
  counts.answered === counts.calls &&
  counts.refreshes === counts.rounds;
process.stdout.write(`${JSON.stringify({ ...counts, ok })}\n`);
process.exitCode = ok ? 0 : 1;
