import { join } from 'node:path';
import { openLedger } from '../../src-main/db/ledger.ts';
import type { NewChange } from '../../src-main/db/outbox.ts';
import { silentLog } from '../../src-main/log/log.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { overlayOf } from '../../src-shared/changes/overlay-of.ts';
import type { Edit } from '../../src-shared/domain/change.ts';
import { type Measure, percentile } from '../measure.ts';
import { makeBigMirror } from '../windows/big-mirror.ts';

const edits = 80;
const actor = 'admin@example.com';

/** A new user with two rules: three changes of one group. */
function newUser(number: number, localRule: () => number): readonly NewChange[] {
  const id = `edit-${number}`;
  const email = `aa.new.person${String(number).padStart(4, '0')}@example.com`;
  const change = (part: string, edit: Edit, dependsOn: readonly string[]): NewChange => ({
    id: `${id}-${part}`,
    groupId: id,
    groupTitle: `Create ${email}`,
    binding: 'bench',
    edit,
    base: null,
    dependsOn: [...dependsOn],
    held: false,
    acknowledged: [],
  });
  const rule = (project: number): Edit => ({
    kind: 'rule.create',
    localId: localRule(),
    subject: { type: 'user', id: email },
    roleId: 7,
    roleName: 'Viewer',
    scope: { type: 'project', id: String(5000 + project) },
    scopeName: `project-${project}`,
  });
  const made = change(
    'user',
    { kind: 'user.create', email, firstName: null, lastName: null, notify: false },
    [],
  );
  return [made, change('first', rule(number % 400), [made.id]), change('second', rule(7), [made.id])];
}

/** Saving edits without a network: durable in the outbox, laid over the mirror, and shown by the window that was asked for. */
export const measure: Measure = {
  name: 'offline-edit',
  about:
    'a new user with two rules at 100,000 users and 300,000 rules: from the commit of the outbox (synchronous=FULL) to the answered window of 100 rows with facets that shows it; and the parts of it',
  async run({ quick, folder }) {
    const mirror = await makeBigMirror(folder, quick ? 4000 : 100_000);
    const ledger = openLedger(join(folder, 'ledger.db'), { clock: createSystemClock(), log: silentLog });
    const { outbox } = ledger;
    const whole: number[] = [];
    const commits: number[] = [];
    const overlays: number[] = [];
    const efforts: number[] = [];
    try {
      const columns = [
        'email',
        'type',
        'roles',
        'scopes',
        'lastLogin',
        'name',
        'ruleCount',
        'createdAt',
        'pending',
      ];
      const query = { view: 'users' as const, search: '', filters: [], sort: [], from: 0, to: 100, columns };
      await mirror.window({ ...query, facets: true });
      for (let number = 0; number < edits; number += 1) {
        const add = newUser(number, () => outbox.nextLocalRuleId());
        const before = process.cpuUsage();
        const started = performance.now();
        outbox.commit({ add });
        const committed = performance.now();
        await mirror.apply({ overlay: overlayOf([...outbox.open(), ...outbox.unnoted()], { actor }) });
        const laidOver = performance.now();
        const window = await mirror.window({ ...query, facets: true });
        whole.push(performance.now() - started);
        const { user, system } = process.cpuUsage(before);
        efforts.push((user + system) / 1000);
        commits.push(committed - started);
        overlays.push(laidOver - committed);
        const at = window.ids.indexOf(`local:edit-${number}-user`);
        if (window.columns['pending']?.[at] !== 'new') throw new Error(`edit ${number} is not shown`);
      }
    } finally {
      await mirror.close();
      ledger.close();
    }
    const figure = (name: string, values: readonly number[], percent: number, limit: number | null) =>
      ({ name: `edit offline: ${name}`, value: percentile(values, percent), unit: 'ms', limit }) as const;
    return [
      figure('saved and shown, p95', whole, 95, 20),
      figure('saved and shown, median', whole, 50, null),
      figure('the commit of the outbox, median', commits, 50, null),
      figure('laid over the mirror, median', overlays, 50, null),
      figure('processor time of all threads, p95', efforts, 95, null),
      figure('processor time of all threads, median', efforts, 50, null),
    ];
  },
};
