/**
 * A pull in a process of its own, to be killed: it tells its parent when it asks for so many pages, and none from that
 * one on ever comes, in whichever order the kinds are read. Arguments: folder, users, pages.
 */
import { aPull, openMirror, runPull } from './opened-mirror.ts';
import { PagedTenant } from './paged-tenant.ts';
import { seededFacts } from './seeded-facts.ts';

const [folder = '', users = '0', pages = '0'] = process.argv.slice(2);
const tenant = new PagedTenant(seededFacts(Number(users)));
let asked = 0;
tenant.beforePage = async () => {
  asked += 1;
  if (asked === Number(pages)) process.send?.('asked');
  if (asked >= Number(pages)) await new Promise(() => {});
};
const mirror = await openMirror(folder);
await runPull(aPull(tenant, mirror));
