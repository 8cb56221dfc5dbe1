/**
 * `npm run tour`: the scripted tour. Runs the production bundle headless on the built-in demo tenant, walks through the
 * real screens, and leaves numbered screenshots and the exported file under `out/tour/`. `--pictures` also renews the
 * README's pictures under `docs/pictures/`. Ends by itself; exit code 1 when a screen did not show what it should.
 */
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchRolebook } from './chromium-shell/launch.ts';
import { TourBook } from './tour/book.ts';
import { walk } from './tour/stops.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'out', 'tour');
const size = { width: 1280, height: 800 };
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Which stop's picture stands for what in the README. */
const readmePictures: Readonly<Record<string, string>> = {
  'One user in the drawer': 'users.png',
  'Decided offline by the keyboard': 'review.png',
  'Why somebody may do something': 'access.png',
  'New user with two roles': 'new-user.png',
  'A role and its permissions': 'role.png',
  'Saved, with its credential': 'credential.png',
  'Changes that wait': 'changes.png',
  'Dark and wide': 'dark.png',
};

if (!existsSync(join(root, 'out', 'main', 'index.js'))) {
  say('Nothing is built yet: run `npm run build` first, or `npm start`, which does.');
  process.exit(1);
}

const profileDir = mkdtempSync(join(tmpdir(), 'rolebook-tour-'));
const started = performance.now();
say('The tour of Rolebook, in the Chromium shell, headless, on the demo tenant.');
const app = await launchRolebook({ profileDir, headless: true });
let failure: unknown = null;
const book = new TourBook(folder, app.page, say);
try {
  await app.page.setViewportSize(size);
  app.page.setDefaultTimeout(15_000);
  await walk(book, app, size);
} catch (error) {
  failure = error;
  await app.page.screenshot({ path: join(folder, 'stopped-here.png') });
} finally {
  await app.close();
  rmSync(profileDir, { recursive: true, force: true });
}

if (process.argv.includes('--pictures') && failure === null) {
  for (const { name, picture } of book.stops) {
    const kept = readmePictures[name];
    if (kept !== undefined && picture !== null)
      copyFileSync(join(folder, picture), join(root, 'docs', 'pictures', kept));
  }
}

const seconds = ((performance.now() - started) / 1000).toFixed(1);
const files = readdirSync(folder);
say('');
say(`${book.stops.length} stops in ${seconds} s; ${files.length} files in ${relative(root, folder)}.`);
if (failure !== null) {
  say(failure instanceof Error ? failure.message : String(failure));
  process.exitCode = 1;
}
