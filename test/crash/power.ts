/** `npm run crash:power -- N [--from SEED]` */
import { print, printUnable, readAmount } from './arguments.ts';
import { canTrace } from './disk-log.ts';
import { powerCampaign } from './power-campaign.ts';

if (canTrace()) process.exitCode = print(powerCampaign(readAmount(process.argv.slice(2), 1000)));
else
  process.exitCode = printUnable(
    'crash:power',
    'crash:power needs strace (Debian: apt-get install strace) and the right to trace.',
  );
