/** `npm run crash:io -- N` */
import { print, printUnable, readAmount } from './arguments.ts';
import { canTrace } from './disk-log.ts';
import { ioCampaign } from './io-campaign.ts';

if (canTrace()) process.exitCode = print(ioCampaign(readAmount(process.argv.slice(2), 50)));
else
  process.exitCode = printUnable(
    'crash:io',
    'crash:io needs strace (Debian: apt-get install strace) and the right to trace.',
  );
