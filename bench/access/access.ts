import { setTimeout } from 'node:timers/promises';
import type { RebuildableMirror } from '../../src-main/db/create-mirror.ts';
import { noTenantGates } from '../../src-shared/access/gates.ts';
import { noOverlay, type OverlayRule } from '../../src-shared/changes/overlay.ts';
import {
  type Hypothesis,
  type WhatIfQuestion,
  whatIfQuestionSchema,
} from '../../src-shared/ipc/access-why-contract.ts';
import { whoCanQuestionSchema } from '../../src-shared/ipc/access-contract.ts';
import { type Figure, type Measure, median, percentile } from '../measure.ts';
import { emailOf, mixed } from '../sync/big-facts.ts';
import { makeBigMirror } from '../windows/big-mirror.ts';
import { bigAccess } from './big-access.ts';

const as = 'with-changes' as const;
const gates = noTenantGates;

/** Milliseconds of some questions; each is another one. */
interface Times {
  /** As the asker waits. */
  readonly waited: readonly number[];
  /** Of the processor, all threads together. */
  readonly worked: readonly number[];
}

async function timed(count: number, ask: (number: number) => Promise<unknown>): Promise<Times> {
  const waited: number[] = [];
  const worked: number[] = [];
  for (let number = 0; number < count; number += 1) {
    const before = process.cpuUsage();
    const started = performance.now();
    await ask(number);
    waited.push(performance.now() - started);
    const { user, system } = process.cpuUsage(before);
    worked.push((user + system) / 1000);
  }
  return { waited, worked };
}

/** Whether anything was found at all: an empty answer is a fast one. */
function insist(what: string, holds: boolean): void {
  if (!holds) throw new Error(`nothing to measure: ${what}`);
}

const figure = (name: string, value: number, limit: number | null): Figure => ({
  name: `access: ${name}`,
  value,
  unit: 'ms',
  limit,
});

/** A new state of the mirror, as each edit makes one: nothing that was worked out before serves any more. */
async function nextRevision(mirror: RebuildableMirror, number: number): Promise<void> {
  const by = { createdBy: 'root@example.com', createdAt: '2026-01-01T00:00:00Z', mark: 'new' as const };
  const place = { scopeType: 'project', scopeId: '5001', scopeName: 'project-1' };
  const subject = { type: 'user' as const, id: emailOf(number) };
  const made: OverlayRule = { id: -1 - number, subject, roleId: 7, roleName: 'Viewer', ...place, ...by };
  const empty = noOverlay();
  await mirror.apply({ overlay: { ...empty, rules: { ...empty.rules, made: [made] } } });
}

/** The same with open changes of all kinds that reach many: a role that is off by then, a rule that goes, one that comes. */
async function withOpenChanges(mirror: RebuildableMirror): Promise<void> {
  const by = { createdBy: 'root@example.com', createdAt: '2026-01-01T00:00:00Z', mark: 'new' as const };
  const place = { scopeType: 'project', scopeId: '5001', scopeName: 'project-1' };
  const subject = { type: 'group' as const, id: '/org/team-7' };
  const made: OverlayRule = { id: -1, subject, roleId: 7, roleName: 'Viewer', ...place, ...by };
  const empty = noOverlay();
  const off = { mark: 'changed' as const, enabled: false, content: null };
  await mirror.apply({
    overlay: {
      ...empty,
      rules: { ...empty.rules, made: [made], marks: new Map([[1005, 'removed' as const]]) },
      roles: { ...empty.roles, marks: new Map([[3, off]]) },
    },
  });
}

/** Effective access over a big tenant, asked across the thread border. */
export const measure: Measure = {
  name: 'access',
  about:
    'effective access at 100,000 users and 300,000 rules (7 roles × 19 entities, 450 scopes, one rule in fifty for a group), asked across the thread border',
  async run({ quick, folder }) {
    const users = quick ? 4000 : 100_000;
    const mirror = await makeBigMirror(folder, users, bigAccess());
    const rounds = quick ? 20 : 300;
    const { access } = mirror;
    const subjectOf = (number: number) => ({ type: 'user', id: emailOf(mixed(number, 70) % users) });
    const scopeOf = (number: number) => ({
      type: 'project' as const,
      id: String(5000 + (mixed(number, 71) % 400)),
    });
    try {
      const first = await timed(3, async (number) => {
        await nextRevision(mirror, number);
        await access.subject({ subject: subjectOf(0), scope: null, as, gates });
      });
      let ways = 0;
      const subject = await timed(rounds, async (number) => {
        const { paths } = await access.subject({ subject: subjectOf(number), scope: null, as, gates });
        ways += paths.length;
      });
      insist('paths of subjects', ways > rounds);
      let missing = 0;
      const explained = await timed(rounds, async (number) => {
        const answer = await access.explain({
          subject: subjectOf(number),
          resourceType: 'project',
          action: 'delete',
          scope: scopeOf(number),
          as,
          gates,
        });
        missing += answer.missing.length;
      });
      insist('missing pieces', missing > 0);
      const whoCan = (number: number, scope: { type: 'project'; id: string } | null) =>
        access.whoCan({
          ...whoCanQuestionSchema.parse({
            resourceType: ['project', 'users', 'jobs', 'settings'][number % 4],
            action: (['delete', 'read', 'create', 'update'] as const)[Math.floor(number / 4) % 4],
            scope,
          }),
          gates,
        });
      // The order of names is worked out once a revision, with the first ranking.
      const firstRanking = await timed(1, () => whoCan(0, null));
      let found = 0;
      const everywhere = await timed(quick ? 10 : 60, async (number) => {
        const { total } = await whoCan(number, null);
        found = Math.max(found, total);
      });
      insist('many who can', found > users / 2);
      const inProject = await timed(quick ? 10 : 60, (number) => whoCan(number, scopeOf(number)));
      // Whoever puts a "what if" together asks nothing meanwhile, and the mirror's thread looks up what it will need.
      await setTimeout(1000);
      const suppose = (hypotheses: Hypothesis[], pending: WhatIfQuestion['pending'] = 'given') =>
        access.whatIf({ ...whatIfQuestionSchema.parse({ hypotheses, pending }), gates });
      const roleOff = (number: number): Hypothesis[] => [
        { kind: 'role', roleId: 2 + (number % 5), permissions: null, enabled: false },
      ];
      const ruleTaken = await timed(quick ? 5 : 30, (number) =>
        suppose([{ kind: 'take', ruleId: String(1001 + (mixed(number, 72) % (users * 3 - 1))) }]),
      );
      let reached = 0;
      const groupGiven = await timed(quick ? 5 : 30, async (number) => {
        const answer = await suppose([
          {
            kind: 'give',
            subject: { type: 'group', id: `/org/team-${number}` },
            roleId: 2,
            scope: { type: 'tenant', id: '1001' },
          },
        ]);
        reached = Math.max(reached, answer.total);
      });
      insist('members of a group', reached > users / 1000);
      const siteGiven = await timed(quick ? 2 : 10, async (number) => {
        const answer = await suppose([
          {
            kind: 'give',
            subject: { type: 'group', id: `/org/site-${number}` },
            roleId: 2,
            scope: { type: 'tenant', id: '1001' },
          },
        ]);
        reached = Math.max(reached, answer.total);
      });
      const roleEdited = await timed(quick ? 5 : 30, async (number) => {
        const answer = await suppose(roleOff(number));
        reached = Math.max(reached, answer.total + answer.unchanged);
      });
      insist('holders of a role', reached > users / 5);
      await withOpenChanges(mirror);
      // Both worlds are made with the first question after a change.
      await suppose([], 'count');
      await setTimeout(1000);
      const counted = await timed(quick ? 5 : 30, async () => {
        const answer = await suppose([], 'count');
        insist('holders of a role that goes off', answer.losing > users / 5);
      });
      const countedBeside = await timed(quick ? 5 : 30, (number) => suppose(roleOff(number), 'count'));
      const matrix = await timed(quick ? 2 : 5, async (number) => {
        await nextRevision(mirror, 100 + number);
        const { total } = await access.matrix({ as, types: null, from: 0, to: 100, gates });
        insist('rows of the matrix', total >= users);
      });
      const tasks = await timed(quick ? 2 : 5, () =>
        access.followUps({ as, kinds: null, subject: null, from: 0, to: 100, gates }),
      );
      const judged = (name: string, { waited, worked }: Times, limit: number): Figure[] => [
        figure(`${name}, p95`, percentile(waited, 95), limit),
        figure(`${name}, median`, median(waited), null),
        figure(`${name}, processor time, median`, median(worked), null),
      ];
      const told = (name: string, { waited, worked }: Times, limit: number | null): Figure[] => [
        figure(`${name}, worst`, Math.max(...waited), limit),
        figure(`${name}, processor time, worst`, Math.max(...worked), null),
      ];
      return [
        ...judged('everything one subject can do, with paths', subject, 5),
        ...judged('explain one subject, why or why not', explained, 5),
        ...judged('who can, over everything, with paths', everywhere, 50),
        ...judged('who can in one project', inProject, 50),
        ...told('the whole matrix, from a new revision on', matrix, 500),
        ...judged('what if a rule goes', ruleTaken, 50),
        ...judged('what if a group of 300 gets a role', groupGiven, 50),
        ...judged('what if a group of 4,000 gets a role', siteGiven, 50),
        ...judged('what if a role goes off that reaches 87,000', roleEdited, 50),
        ...told('what if a role goes off that reaches 87,000', roleEdited, null),
        ...judged('what open changes that reach 87,000 come to', counted, 50),
        ...judged('what if a role goes off too, open changes counted', countedBeside, 50),
        ...told('follow-up tasks of all', tasks, null),
        ...told('first question after a change', first, null),
        ...told('first ranking after a change', firstRanking, null),
      ];
    } finally {
      await mirror.close();
    }
  },
};
