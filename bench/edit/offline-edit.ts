import { join } from 'node:path';
import type { Rolebook } from '../../src-main/compose.ts';
import { createRolebook } from '../../src-main/compose.ts';
import { createNodeTransport } from '../../src-main/cloud/node-transport.ts';
import { createAnswer } from '../../src-main/ipc/registrar.ts';
import { silentLog } from '../../src-main/log/log.ts';
import type { AppRoot } from '../../src-main/system/app-root.ts';
import { createSystemClock } from '../../src-main/system/system-clock.ts';
import { createSystemRandom } from '../../src-main/system/system-random.ts';
import type { CallChannel } from '../../src-shared/ipc/channels.ts';
import type { CallInput, CallOutput } from '../../src-shared/ipc/contract.ts';
import { bundleWorkers } from '../bundled-workers.ts';
import { makeBigProfile } from '../launch/big-profile.ts';
import { type Measure, percentile } from '../measure.ts';

const edits = 80;
/** The first of them warm the code up, as the app is once its first table is on screen; they do not count. */
const warming = 10;
const clock = createSystemClock();

/** The app over a profile, as its window sees it: every call through the registrar, everything copied across the border. */
interface Face {
  ask<C extends CallChannel>(channel: C, input: CallInput<C>): Promise<CallOutput<C>>;
  /** Resolves at the next notice that the mirror looks different. */
  mirrorChanged(): Promise<void>;
  readonly app: Rolebook;
}

async function openFace(profileDir: string, root: AppRoot): Promise<Face> {
  let heard = (): void => {};
  const app = await createRolebook({
    profileDir,
    root,
    appInfo: { version: '0', shell: 'electron', platform: 'linux', canBlockCapture: false },
    clock,
    random: createSystemRandom(),
    log: silentLog,
    transport: createNodeTransport({ clock }),
    clipboard: { writeSecret: async () => {}, clearIfOurs: async () => {} },
    askWhere: async () => null,
    askWhich: async () => null,
    askWhichFiles: async () => null,
    openLink: async () => {},
    pullByItself: true,
    emit(channel, payload) {
      structuredClone(payload);
      if (channel === 'mirror.changed') heard();
    },
    onLocked: () => {},
  });
  const origin = 'app://rolebook';
  const event = {
    sender: { id: 1 },
    senderFrame: { url: `${origin}/index.html`, origin, parent: null, detached: false },
  };
  const deps = {
    handlers: app.handlers,
    senders: { origins: [origin], owns: () => true },
    log: silentLog,
    clock,
    checkOutput: false,
  };
  return {
    app,
    async ask(channel, input) {
      const reply = structuredClone(
        await createAnswer(channel, deps)(event, [structuredClone<unknown>(input)]),
      );
      if (!reply.ok) throw new Error(`${channel}: ${reply.error.message}`);
      // The contract says what each channel answers; a message itself cannot.
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      return reply.data as CallOutput<typeof channel>;
    },
    mirrorChanged: () =>
      new Promise((resolve) => {
        heard = resolve;
      }),
  };
}

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

/** What the Users table asks for; the new ones come first in it. */
const query: CallInput<'views.window'> = {
  view: 'users',
  search: '',
  filters: [],
  sort: [],
  from: 0,
  to: 100,
  columns,
  facets: true,
};

const newUser = (email: string, number: number): CallInput<'users.create'> => ({
  kind: 'local',
  email,
  firstName: 'Ada',
  lastName: 'Bench',
  notify: false,
  acknowledged: ['V10'],
  grants: [
    {
      roleId: 7,
      scopes: [
        { type: 'project', id: String(5000 + (number % 399)) },
        { type: 'project', id: '5399' },
      ],
    },
  ],
});

/** Milliseconds of one edit. */
interface EditTimes {
  /** From the window's call until it has the row in its hands. */
  readonly shown: number;
  /** Until the call itself is answered: checked, planned, durable, laid over. */
  readonly answered: number;
  /** Processor time of all threads. */
  readonly effort: number;
}

/** Saves as the dialog does, and asks again as the table does when it hears that the mirror looks different. */
async function saveAndShow(face: Face, number: number): Promise<EditTimes> {
  const email = `aa.new.person${String(number).padStart(4, '0')}@example.com`;
  const before = process.cpuUsage();
  const started = performance.now();
  const looked = face.mirrorChanged().then(async () => await face.ask('views.window', query));
  const answered = face.ask('users.create', newUser(email, number)).then((report) => {
    if (report.account.outcome !== 'pending') throw new Error(`edit ${number}: ${report.account.outcome}`);
    return performance.now() - started;
  });
  const window = await looked;
  const shown = performance.now() - started;
  const at = window.columns['email']?.indexOf(email) ?? -1;
  if (window.columns['pending']?.[at] !== 'new') throw new Error(`edit ${number} is not shown`);
  const answer = await answered;
  const { user, system } = process.cpuUsage(before);
  return { shown: Math.max(shown, answer), answered: answer, effort: (user + system) / 1000 };
}

/** Saving edits without a network, from the window's call to the window's answer. */
export const measure: Measure = {
  name: 'offline-edit',
  about:
    'a new user with two rules at 100,000 users and 300,000 rules, offline: from the window’s call (checks, plan, durable commit, overlay) until that is answered and the window of 100 rows with facets that it asks for again shows the row',
  async run({ quick, folder }) {
    const profile = join(folder, 'profile');
    const { root } = await bundleWorkers();
    await makeBigProfile(profile, quick ? 4000 : 100_000);
    const face = await openFace(profile, root);
    const times: EditTimes[] = [];
    try {
      await face.app.restore();
      await face.ask('session.setWorkOffline', { offline: true });
      await face.ask('views.window', query);
      for (let number = 0; number < edits; number += 1) {
        const each = await saveAndShow(face, number);
        if (number >= warming) times.push(each);
      }
    } finally {
      await face.app.close();
    }
    const figure = (
      name: string,
      of: (each: EditTimes) => number,
      percent: number,
      limit: number | null = null,
    ) =>
      ({
        name: `edit offline: ${name}`,
        value: percentile(times.map(of), percent),
        unit: 'ms',
        limit,
      }) as const;
    return [
      figure('called, saved and shown, p95', ({ shown }) => shown, 95, 20),
      figure('called, saved and shown, median', ({ shown }) => shown, 50),
      figure('called and answered, median', ({ answered }) => answered, 50),
      figure('processor time of all threads, p95', ({ effort }) => effort, 95),
      figure('processor time of all threads, median', ({ effort }) => effort, 50),
    ];
  },
};
