/** `npm run crash:two -- N [--from SEED]` */
import { print, readAmount } from './arguments.ts';
import { ownerCampaign } from './owner-campaign.ts';

process.exitCode = print(await ownerCampaign(readAmount(process.argv.slice(2), 200)));
