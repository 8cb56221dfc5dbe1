// oxlint-disable typescript/no-unsafe-type-assertion -- the page is looked at without its types, as by an attacker
import { expect, lastingTest, test } from './support/app-fixture.ts';
import { awayAddresses, permissionNames, traversals } from './support/hostile-lists.ts';
import { tryInjections } from './support/injection-probes.ts';

/*
 * The window as an attacker inside it would find it (reliability §1.1), in the real shell with the built product.
 * What only Electron's own process can show (fuses, asar, the sandbox's system calls) is not claimed here.
 */

// What tries to leave the page has an app of its own: a try may still be under way when the next test begins.
lastingTest.use({ lastingFor: 'shell' });

/** The page's side of the bridge, untyped as an attacker would use it. */
type Hostile = Record<string, Record<string, (...args: unknown[]) => Promise<{ ok: boolean }>>>;

lastingTest('the page has no Node, neither have frames inside it', async ({ page }) => {
  const found = await page.evaluate(() => {
    const names = [
      'require',
      'process',
      'Buffer',
      'module',
      '__dirname',
      'global',
      'electron',
      'ipcRenderer',
    ];
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const worlds = [globalThis, frame.contentWindow as unknown as typeof globalThis];
    const result = worlds.flatMap((world) => names.filter((name) => name in world));
    frame.remove();
    return result;
  });
  expect(found).toEqual([]);
});

lastingTest('the bridge is frozen, holds functions only, and is not in frames', async ({ page }) => {
  const report = await page.evaluate(() => {
    const api = (window as unknown as { rolebook: Record<string, Record<string, unknown>> }).rolebook;
    const kinds = new Set<string>();
    let frozen = Object.isFrozen(api);
    for (const room of Object.values(api)) {
      frozen &&= Object.isFrozen(room);
      for (const member of Object.values(room)) kinds.add(typeof member);
    }
    let replaced = false;
    try {
      (window as unknown as { rolebook: unknown }).rolebook = null;
      replaced = (window as unknown as { rolebook: unknown }).rolebook === null;
    } catch {
      // Refusing loudly is as good as refusing.
    }
    const frames = ['', 'about:blank'].map((source) => {
      const frame = document.createElement('iframe');
      if (source !== '') frame.src = source;
      document.body.append(frame);
      const has = 'rolebook' in (frame.contentWindow as object);
      frame.remove();
      return has;
    });
    return { frozen, kinds: [...kinds], replaced, frames };
  });
  expect(report).toEqual({
    frozen: true,
    kinds: ['function'],
    replaced: false,
    frames: [false, false],
  });
});

lastingTest('changing the built-ins of the page does not change the preload', async ({ page }) => {
  const reply = await page.evaluate(async () => {
    const api = (window as unknown as { rolebook: Hostile }).rolebook;
    const spy = (): never => {
      throw new Error('replaced by the page');
    };
    const replaced = [
      [Array.prototype, 'push'],
      [Array.prototype, 'map'],
      [Map.prototype, 'get'],
      [JSON, 'stringify'],
      [JSON, 'parse'],
      [Object, 'freeze'],
      [Object, 'keys'],
      [EventTarget.prototype, 'dispatchEvent'],
    ] as const;
    const saved = replaced.map(([target, name]) => Reflect.get(target, name));
    for (const [target, name] of replaced) Reflect.set(target, name, spy);
    const answered = await api['app']?.['info']?.({});
    let at = 0;
    for (const [target, name] of replaced) Reflect.set(target, name, saved[at++]);
    return answered;
  });
  expect(reply).toMatchObject({ ok: true, data: { platform: process.platform } });
});

lastingTest('hostile arguments end in an error body', async ({ page }) => {
  const replies = await page.evaluate(async () => {
    const api = (window as unknown as { rolebook: Hostile }).rolebook;
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const hostile = [
      cyclic,
      () => 1,
      1n,
      Symbol('x'),
      new Map(),
      [],
      'x',
      1,
      null,
      { extra: 1 },
      new Date(Number.NaN),
    ];
    const results: string[] = [];
    for (const input of hostile) {
      try {
        const reply = await api['tenants']?.['connect']?.(input);
        results.push(reply !== undefined && !reply.ok ? 'refused' : 'accepted');
      } catch {
        results.push('threw');
      }
    }
    return results;
  });
  // Electron's bridge refuses what cannot be cloned by throwing in the page, ours by an error body.
  expect(replies.filter((reply) => reply === 'accepted')).toEqual([]);
  expect(replies.length).toBe(11);
});

test('nothing foreign runs, loads or is sent', async ({ app, page }) => {
  const results = await page.evaluate(tryInjections);
  expect(results.length).toBeGreaterThanOrEqual(45);
  expect(results.filter((result) => result.ran).map((result) => result.name)).toEqual([]);
  // Trusted types stop the text of a script element before the policy is asked, without a report.
  const silent = results.filter((result) => !result.stopped).map((result) => result.name);
  expect(silent.filter((name) => name !== 'inline script' && name !== 'inline module')).toEqual([]);
  expect(new URL(page.url()).origin).toBe(new URL(app.page.url()).origin);
});

lastingTest('the product itself keeps to the policy', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.reload();
  await expect(page.locator('#root > *').first()).toBeAttached();
  expect(complaints).toEqual([]);
});

lastingTest(
  'the policy is in the header, without anything unsafe, with a new nonce each time',
  async ({ page }) => {
    const policies: string[] = [];
    for (let count = 0; count < 2; count += 1) {
      const response = await page.reload();
      policies.push((await response?.allHeaders())?.['content-security-policy'] ?? '');
    }
    expect(policies[0]).toContain("script-src 'self';");
    expect(policies[0]).toContain("require-trusted-types-for 'script'");
    expect(policies[0]).not.toMatch(/unsafe|https?:/);
    expect(policies[0]).not.toBe(policies[1]);
  },
);

for (const [name, leave] of [
  ['location', (url: string) => void (window.location.href = url)],
  ['location.replace', (url: string) => window.location.replace(url)],
  ['a link', (url: string) => Object.assign(document.createElement('a'), { href: url }).click()],
] as const) {
  test(`${name} leads nowhere else`, async ({ page }) => {
    test.slow();
    const start = new URL(page.url()).origin;
    await page.evaluate(() => Object.assign(window, { stillHere: true }));
    for (const url of awayAddresses) {
      // An address that is no address throws in the page; that is a way of staying.
      await page.evaluate(leave, url).catch(() => {});
      // Any navigation that was under way has been decided when the page has answered twice and painted.
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      const after = await page.evaluate(() => [
        window.location.origin,
        'stillHere' in window,
        document.title,
      ]);
      expect([url, ...after]).toEqual([url, start, true, expect.not.stringContaining('moved')]);
    }
  });
}

test('no second window opens for the page', async ({ app, page }) => {
  await page.evaluate(() => {
    for (const [url, target, features] of [
      ['https://example.com/', '_blank', ''],
      ['about:blank', '_blank', ''],
      ['', 'named', ''],
      ['/', '_blank', 'popup'],
      ['/', '_blank', 'noopener'],
      ['data:text/html,x', '_blank', ''],
      ['javascript:1', '_blank', ''],
    ] as const) {
      window.open(url, target, features);
    }
    for (const [rel, keys] of [
      ['', {}],
      ['noopener', {}],
      ['', { ctrlKey: true }],
      ['', { shiftKey: true }],
      ['', { button: 1 }],
    ] as const) {
      const link = Object.assign(document.createElement('a'), { href: '/', target: '_blank', rel });
      document.body.append(link);
      link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...keys }));
    }
  });
  await expect.poll(() => app.pages().map((each) => each.url())).toHaveLength(1);
  expect(app.pages()[0]).toBe(page);
});

lastingTest('a webview is an unknown element', async ({ page }) => {
  const kind = await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.com/');
    document.body.append(view);
    return [typeof (view as unknown as { getURL?: unknown }).getURL, view.shadowRoot];
  });
  expect(kind).toEqual(['undefined', null]);
});

lastingTest('no permission is granted', async ({ page }) => {
  const states = await page.evaluate(async (all) => {
    const result: [string, string][] = [];
    for (const name of all) {
      const descriptor = { name, userVisibleOnly: true } as unknown as PermissionDescriptor;
      const state = await navigator.permissions.query(descriptor).then(
        (status) => status.state as string,
        () => 'unknown',
      );
      result.push([name, state]);
    }
    return result;
  }, permissionNames);
  expect(states.filter(([, state]) => state === 'granted')).toEqual([]);
  // A top page always has its own storage: for it, this one means nothing and is never asked.
  const open = states.filter(([name, state]) => state === 'prompt' && name !== 'storage-access');
  expect(open).toEqual([]);
  // Most of them must be known here, or the loop proves nothing.
  expect(states.filter(([, state]) => state === 'denied').length).toBeGreaterThan(15);
});

lastingTest('asking for camera, place, notices, screen or clipboard is refused', async ({ page }) => {
  const outcomes = await page.evaluate(async () => {
    const asks: Record<string, () => Promise<unknown>> = {
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
      microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
      screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
      clipboard: () => navigator.clipboard.readText(),
      midi: () => navigator.requestMIDIAccess({ sysex: true }),
      place: () =>
        new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
      notices: async () => {
        if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied');
      },
    };
    const granted: string[] = [];
    for (const [name, ask] of Object.entries(asks)) {
      await ask().then(
        () => granted.push(name),
        () => {},
      );
    }
    return granted;
  });
  expect(outcomes).toEqual([]);
});

lastingTest('no spelling of a path leaves the window’s folder', async ({ app, page }) => {
  lastingTest.slow();
  const served: string[] = [];
  for (const path of traversals) {
    const response = await page.goto(`${app.origin}${path}`).catch(() => null);
    if (response === null) continue;
    const body = await response.text().catch(() => '');
    // Folders look like screens and get the start page; that is the only thing that may come back.
    const isStart = /^\/assets\/\.?$/.test(path) && body.includes('id="root"');
    if (response.status() !== 404 && !isStart) served.push(`${response.status()} ${path.slice(0, 60)}`);
    else if (response.status() === 404 && body !== '') served.push(`body ${path.slice(0, 60)}`);
  }
  expect(traversals.length).toBeGreaterThanOrEqual(40);
  expect(served).toEqual([]);
});

test('the page cannot reach the debugger that drives it', async ({ app, page }) => {
  test.skip(app.shellName !== 'chromium-shell', 'the debugging port is the shell’s');
  // The page cannot reach the debugger either: it would be the way out of every rule above.
  const port = /listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(app.output())?.[1] ?? '';
  expect(port).not.toBe('');
  const reached = await page.evaluate(
    (url) =>
      fetch(url, { mode: 'no-cors' }).then(
        () => true,
        () => false,
      ),
    `http://127.0.0.1:${port}/json/version`,
  );
  expect(reached).toBe(false);
});

test('closing the window ends the app in order', async ({ app, page }) => {
  await page.close();
  await expect.poll(() => app.close(), { timeout: 15_000 }).toBe(0);
});
