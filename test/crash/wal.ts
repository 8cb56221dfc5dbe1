/** `npm run crash:wal -- N [--from SEED]` */
import { print, readAmount } from './arguments.ts';
import { logCampaign } from './log-campaign.ts';

process.exitCode = print(logCampaign(readAmount(process.argv.slice(2), 2000)));
