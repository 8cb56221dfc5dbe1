/** `npm run crash:corrupt -- N [--from SEED]` */
import { print, readAmount } from './arguments.ts';
import { corruptCampaign } from './corrupt-campaign.ts';

process.exitCode = print(corruptCampaign(readAmount(process.argv.slice(2), 200)));
