/**
 * `npm run sec:canary`: marked secrets go through everything the product does (window, terminal, errors, kills, locks,
 * signing out); then every place where none of them may be is searched for each in seven encodings. A control plants all
 * of them everywhere and has to find them. The last line is JSON.
 */
import { fileURLToPath } from 'node:url';
import { canMakeKeyringSession, runInKeyringSession } from '../../dev/keyring-session.ts';
import { canaryCampaign, countsOf } from './campaign.ts';

const inside = 'ROLEBOOK_CANARY_SESSION';

async function run(): Promise<number> {
  const { windowFlows } = await import('./flows-window.ts');
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const report = await canaryCampaign({ whole: true, say, window: windowFlows });
  say('\nSearched for every secret in every encoding:');
  for (const { name, pieces, bytes } of report.places) say(`  ${name}: ${pieces} pieces, ${bytes} bytes`);
  for (const { place, where, canary, encodings } of report.hits)
    say(
      `FOUND in ${place}: ${canary ?? 'a secret that nobody knows'} as ${encodings.join(' or ')} in ${where}`,
    );
  for (const line of report.control.missed.slice(0, 20)) say(`NOT FOUND though planted: ${line}`);
  say(`\nControl: ${report.control.found} of ${report.control.planted} planted secrets found`);
  say(JSON.stringify(countsOf(report)));
  return report.ok ? 0 : 1;
}

if (process.env[inside] === undefined && canMakeKeyringSession()) {
  process.exitCode = await runInKeyringSession([process.execPath, fileURLToPath(import.meta.url)], {
    env: { ...process.env, [inside]: '1' },
  });
} else process.exitCode = await run();
