/**
 * A pull in a process of its own, to be killed: tells its parent of every page before it is answered, and answers those
 * of rules behind the first few only when it is told to. Arguments: folder, users.
 */
import { aPull, openMirror, runPull } from './opened-mirror.ts';
import { PagedTenant } from './paged-tenant.ts';
import { seededFacts } from './seeded-facts.ts';

const [folder = '', users = '0'] = process.argv.slice(2);
const tenant = new PagedTenant(seededFacts(Number(users)));
tenant.beforePage = async (kind, offset) => {
  process.send?.(`${kind} ${offset}`);
  // The last rules never come: the parent kills this process while it waits for them.
  if (kind === 'access-rules' && offset >= Number(users) * 3 - 2000) await new Promise(() => {});
};
const mirror = await openMirror(folder);
await runPull(aPull(tenant, mirror));
