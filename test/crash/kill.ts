/**
 * `npm run crash:kill -- N [--from SEED]`: N rounds on a ledger alone, and one for each ten of them on the whole product
 * that edits and sends to a tenant.
 */
import { print, readAmount } from './arguments.ts';
import { killCampaign } from './kill-campaign.ts';
import { killProduct, type ProductTally } from './product-campaign.ts';

/** Rounds that one profile lives through. */
const lives = 10;

const amount = readAmount(process.argv.slice(2), 300);
const ledger = await killCampaign(amount);
const product: ProductTally = {
  rounds: 0,
  acknowledged: 0,
  done: 0,
  found: 0,
  passwordNotReceived: 0,
  failures: [],
};
for (let n = 0; n < Math.ceil(amount.rounds / (lives * lives)); n += 1)
  await killProduct(amount.from + n, Math.min(lives, amount.rounds), product);
const { failures, ...counts } = product;
process.exitCode = print({
  ...ledger,
  product: counts,
  failures: [...ledger.failures, ...failures],
  ok: ledger.ok && failures.length === 0,
});
