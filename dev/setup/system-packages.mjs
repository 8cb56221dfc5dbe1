import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { SetupError } from './context.mjs';

function onPath(name) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, name)));
}

function hasDisplay() {
  return Boolean(process.env.DISPLAY) || Boolean(process.env.WAYLAND_DISPLAY);
}

/** What Rolebook needs of the system, the Debian package that has it, and how to see that it is there. */
export const systemNeeds = [
  {
    package: 'chromium-headless-shell',
    why: 'the tests, and the tour where there is no display',
    there: () => existsSync('/usr/bin/chromium-headless-shell'),
  },
  {
    package: 'chromium',
    why: 'the window where Electron cannot be had',
    there: () => !hasDisplay() || existsSync('/usr/bin/chromium'),
  },
  {
    package: 'libsecret-1-dev',
    why: 'to build keytar',
    there: () => existsSync('/usr/include/libsecret-1/libsecret/secret.h'),
  },
  { package: 'pkg-config', why: 'to build keytar', there: () => onPath('pkg-config') },
  { package: 'python3', why: 'to build keytar', there: () => onPath('python3') },
  { package: 'make', why: 'to build keytar', there: () => onPath('make') },
  { package: 'g++', why: 'to build keytar', there: () => onPath('g++') },
  { package: 'gnome-keyring', why: 'a keychain for the tests', there: () => onPath('gnome-keyring-daemon') },
  {
    package: 'dbus-x11',
    why: 'a session bus for the keychain',
    there: () => onPath('dbus-run-session') && onPath('dbus-launch'),
  },
  { package: 'age', why: 'to open sealed exports with a tool that is not ours', there: () => onPath('age') },
  {
    package: 'gpg',
    why: 'to open OpenPGP exports with a tool that is not ours',
    there: () => onPath('gpg') && onPath('gpg-agent'),
  },
  {
    package: 'p7zip-full',
    why: 'to open ZIP exports with a tool that is not ours',
    there: () => onPath('7z'),
  },
  {
    package: 'poppler-utils',
    why: 'to read letters with a tool that is not ours',
    there: () => onPath('pdftotext'),
  },
  { package: 'qpdf', why: 'to open letters with a tool that is not ours', there: () => onPath('qpdf') },
  {
    package: 'strace',
    why: 'to see in the tests what is asked of the system when files are written',
    there: () => onPath('strace'),
  },
  { package: 'openssl', why: 'to make the certificates of the tests', there: () => onPath('openssl') },
];

/** Whether this is Debian or one of its children, from the text of /etc/os-release. */
export function isDebian(osRelease) {
  return osRelease.split('\n').some((line) => /^ID(_LIKE)?=/.test(line) && /\bdebian\b/.test(line));
}

function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}

/** What `npm run test:exportcrypt` needs beyond that: programs that a gate does without. */
export const exportcryptNeeds = [
  {
    package: 'keepassxc',
    why: 'to open KeePass databases with a tool that is not ours',
    there: () => onPath('keepassxc-cli'),
  },
  {
    package: 'zbar-tools',
    why: 'to read the square code on letters',
    there: () => onPath('zbarimg'),
  },
];

/** What `npm run test:csvout` needs beyond that: large, and nothing else uses it. */
export const csvoutNeeds = [
  {
    package: 'libreoffice-calc-nogui',
    why: 'to see that a spreadsheet calculates nothing in our reports',
    there: () => onPath('soffice'),
  },
];

/** Installs missing system packages, or says which and how. True when something was installed. */
export function ensureSystemPackages(context, needs = systemNeeds) {
  if (process.platform !== 'linux') return false;
  const missing = needs.filter((need) => !need.there());
  if (missing.length === 0) return false;

  const names = missing.map((need) => need.package);
  const width = Math.max(...names.map((name) => name.length));
  const reasons = missing.map((need) => `  ${need.package.padEnd(width)} ${need.why}`).join('\n');
  if (!isDebian(readOsRelease())) {
    throw new SetupError(
      `this system lacks what these Debian packages hold; install its own packages for them and start again:\n${reasons}`,
    );
  }

  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !context.run('sudo', ['-n', 'true']).ok) {
    throw new SetupError(
      `some system packages are missing:\n${reasons}\nType this, then start again:\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names.join(' ')}`,
    );
  }

  context.say(`installing system packages:\n${reasons}`);
  const apt = (args) => {
    const command = ['apt-get', ...args];
    const [program, ...rest] = isRoot
      ? command
      : ['sudo', '-n', 'DEBIAN_FRONTEND=noninteractive', ...command];
    return context.run(program, rest, { env: { DEBIAN_FRONTEND: 'noninteractive' } });
  };
  const install = () => apt(['install', '-y', '--no-install-recommends', ...names]);
  const updated = apt(['update', '-q']);
  let installed = install();
  // Another program may hold the package lists for a moment, as on a machine that has just started.
  for (let tries = 0; !installed.ok && /lock/i.test(installed.output) && tries < 12; tries += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5000);
    if (!updated.ok) apt(['update', '-q']);
    installed = install();
  }
  if (!installed.ok)
    throw new SetupError(`apt-get could not install ${names.join(' ')}:\n${installed.output}`);
  return true;
}
