/** `npm run crash:export -- N [--from SEED]` */
import { print, readAmount } from './arguments.ts';
import { exportCampaign } from './export-campaign.ts';

process.exitCode = print(await exportCampaign(readAmount(process.argv.slice(2), 50)));
