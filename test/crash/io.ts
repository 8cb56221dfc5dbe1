/** `npm run crash:io -- N` */
import { print, readAmount } from './arguments.ts';
import { canTrace } from './disk-log.ts';
import { ioCampaign } from './io-campaign.ts';

if (canTrace()) process.exitCode = print(ioCampaign(readAmount(process.argv.slice(2), 50)));
else {
  process.stderr.write('crash:io needs strace (Debian: apt-get install strace) and the right to trace.\n');
  process.exitCode = 2;
}
