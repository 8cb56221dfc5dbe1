/** `npm run crash:kill -- N [--from SEED]` */
import { print, readAmount } from './arguments.ts';
import { killCampaign } from './kill-campaign.ts';

process.exitCode = print(await killCampaign(readAmount(process.argv.slice(2), 300)));
