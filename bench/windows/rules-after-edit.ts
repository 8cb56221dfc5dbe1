import type { RebuildableMirror } from '../../src-main/db/create-mirror.ts';
import { noOverlay, type OverlayRule, type OverlayUser } from '../../src-shared/changes/overlay.ts';
import { type Figure, type Measure, median, percentile } from '../measure.ts';
import { makeBigMirror } from './big-mirror.ts';

const made = { createdBy: 'root@example.com', createdAt: '2026-01-01T00:00:00Z', mark: 'new' as const };
const emailOf = (number: number): string => `aa.new.person${String(number).padStart(4, '0')}@example.com`;

const newUser = (number: number): OverlayUser => ({
  id: `local:${number}`,
  email: emailOf(number),
  firstName: 'Ada',
  lastName: 'Bench',
  ...made,
});

const newRules = (number: number): OverlayRule[] =>
  [5000 + (number % 399), 5399].map((project, at) => ({
    id: -1 - 2 * number - at,
    subject: { type: 'user', id: emailOf(number) },
    roleId: 7,
    roleName: 'Viewer',
    scopeType: 'project',
    scopeId: String(project),
    scopeName: `project-${project}`,
    ...made,
  }));

/** What the table of access rules asks for with all that it can say. */
async function askRules(mirror: RebuildableMirror): Promise<unknown> {
  return await mirror.window({
    view: 'access-rules',
    search: '',
    filters: [],
    sort: [],
    from: 0,
    to: 100,
    columns: ['subjectId', 'subjectType', 'roleName', 'scopeName', 'path', 'effect', 'createdBy', 'pending'],
    facets: true,
  });
}

/** Milliseconds of the window after each of some edits, as the asker waits and of the processor. */
async function afterEdits(
  mirror: RebuildableMirror,
  edits: number,
  edit: (number: number) => Promise<unknown>,
): Promise<{ readonly waited: readonly number[]; readonly worked: readonly number[] }> {
  const waited: number[] = [];
  const worked: number[] = [];
  for (let number = 0; number < edits; number += 1) {
    await edit(number);
    const before = process.cpuUsage();
    const started = performance.now();
    await askRules(mirror);
    waited.push(performance.now() - started);
    const { user, system } = process.cpuUsage(before);
    worked.push((user + system) / 1000);
  }
  // The first few warm the code up.
  return { waited: waited.slice(5), worked: worked.slice(5) };
}

/** The window of access rules with Path and Effect, asked anew after each edit. */
export const measure: Measure = {
  name: 'rules-after-edit',
  about:
    'a window of 100 access rules of 300,000 with Path, Effect and facets, right after an edit, asked across the thread border',
  async run({ quick, folder }) {
    const mirror = await makeBigMirror(folder, quick ? 4000 : 100_000);
    const edits = quick ? 10 : 45;
    const empty = noOverlay();
    const users: OverlayUser[] = [];
    const rules: OverlayRule[] = [];
    try {
      const first = await afterEdits(mirror, 6, async () => {});
      const withRules = await afterEdits(mirror, edits, async (number) => {
        users.push(newUser(number));
        rules.push(...newRules(number));
        await mirror.apply({
          overlay: {
            ...empty,
            users: { ...empty.users, made: [...users] },
            rules: { ...empty.rules, made: [...rules] },
          },
        });
      });
      const usersAlone = await afterEdits(mirror, edits, async (number) => {
        users.push(newUser(edits + number));
        await mirror.apply({
          overlay: {
            ...empty,
            users: { ...empty.users, made: [...users] },
            rules: { ...empty.rules, made: [...rules] },
          },
        });
      });
      const figure = (name: string, value: number): Figure => ({
        name: `rules after an edit: ${name}`,
        value,
        unit: 'ms',
        limit: null,
      });
      return [
        figure('asked again, nothing done', median(first.waited)),
        figure('a new user with two rules, p95', percentile(withRules.waited, 95)),
        figure('a new user with two rules, median', median(withRules.waited)),
        figure('a new user with two rules, processor time, median', median(withRules.worked)),
        figure('a new user without rules, p95', percentile(usersAlone.waited, 95)),
        figure('a new user without rules, processor time, median', median(usersAlone.worked)),
      ];
    } finally {
      await mirror.close();
    }
  },
};
