/** `npm run review:tamper -- N [--from SEED]` */
import { print, readAmount } from '../crash/arguments.ts';
import { tamperCampaign } from './tamper-campaign.ts';

process.exitCode = print(await tamperCampaign(readAmount(process.argv.slice(2), 200)));
