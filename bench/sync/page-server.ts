/**
 * Serves the lists of a big tenant from memory, rendered before the first request, so that both sides of a comparison meet
 * the same cheap server. Run with the number of users; says its origin to the parent. At each message `change` of the parent
 * ten facts change, of which only the feeds and counts tell (see changing-feed.ts).
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { offsetsOf, stepOf } from '../../src-main/sync/paging-plan.ts';
import { bigRule, bigUser, smallLists } from './big-facts.ts';
import { createChangingFeed } from './changing-feed.ts';

const users = Number(process.argv[2] ?? 1000);
const rules = users * 3;
const limit = 500;
const small = smallLists();

const render = (count: number, make: (index: number) => object, wrap: (rows: string) => string): Buffer[] =>
  offsetsOf(count, limit).map((offset) => {
    const rows = Array.from({ length: Math.min(limit, count - offset) }, (_, at) =>
      JSON.stringify(make(offset + at)),
    );
    return Buffer.from(wrap(rows.join(',')));
  });

const pages = new Map<string, Buffer[]>([
  ['/api/v1/users', render(users, bigUser, (rows) => `[${rows}]`)],
  [
    '/api/v1/authorization/access-rules',
    render(
      rules,
      (at) => bigRule(at, users),
      (rows) => `{"totalRecords":${rules},"displayRecords":${limit},"accessRules":[${rows}]}`,
    ),
  ],
]);
const whole = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const rest = new Map<string, Buffer>([
  ['/api/v1/org-unit/departments', whole({ departments: small.departments })],
  ['/api/v1/org-unit/departments/count', whole({ count: small.departments.length })],
  ['/api/v1/org-unit/projects', whole({ projects: small.projects })],
  ['/api/v1/org-unit/projects/count', whole({ count: small.projects.length })],
  ['/api/v2/authorization/roles', whole({ roles: small.roles })],
  ['/api/v1/clusters', whole(small.clusters)],
  ['/api/v1/authorization/permission-sets', whole({ permissionSets: [] })],
  ['/api/v1/idps', whole([])],
]);

const feed = createChangingFeed(users);
process.on('message', () => {
  feed.change();
  process.send?.('changed');
});

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const told = feed.answer(url);
  const body =
    told === 'gone'
      ? whole({ code: 404, message: 'User not found' })
      : told === null
        ? (pages.get(url.pathname)?.[offset / stepOf(limit)] ?? rest.get(url.pathname))
        : whole(told);
  if (body === undefined) {
    response.writeHead(404).end();
    return;
  }
  response
    .writeHead(told === 'gone' ? 404 : 200, {
      'content-type': 'application/json',
      'content-length': body.byteLength,
    })
    .end(body);
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.(`http://127.0.0.1:${port}`);
});
process.on('disconnect', () => process.exit(0));
