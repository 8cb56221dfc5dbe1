/** `npm run test:journal -- N [--from SEED]` */
import { print, readAmount } from './arguments.ts';
import { tamperCampaign } from './tamper-campaign.ts';

process.exitCode = print(tamperCampaign(readAmount(process.argv.slice(2), 1000)));
