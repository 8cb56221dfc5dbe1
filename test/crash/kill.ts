/**
 * `npm run crash:kill -- N [--from SEED]`: half of the rounds on the whole product that edits and syncs with a tenant, the other
 * half on a ledger alone, which comes to many more instants within a commit.
 */
import { type Amount, print, readAmount } from './arguments.ts';
import { killCampaign } from './kill-campaign.ts';
import { productCampaign } from './product-campaign.ts';

const { rounds, from }: Amount = readAmount(process.argv.slice(2), 300);
const { failures: ofProduct, ...product } = await productCampaign({ rounds: Math.ceil(rounds / 2), from });
const { failures: ofLedger, ...ledger } = await killCampaign({ rounds: Math.floor(rounds / 2), from });
const failures = [...ofProduct, ...ofLedger];
process.exitCode = print({
  campaign: 'crash:kill',
  from,
  rounds,
  product,
  ledger,
  failures,
  ok: failures.length === 0,
});
