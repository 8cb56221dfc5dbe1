// oxlint-disable typescript/no-unsafe-type-assertion -- the page is looked at without its types, as by an attacker
/** How one attempt to run or load something foreign ended. */
export interface ProbeResult {
  readonly name: string;
  /** A violation was reported, or the attempt threw. */
  readonly stopped: boolean;
  /** The foreign code ran. */
  readonly ran: boolean;
}

/**
 * Tries to bring foreign code, styles and requests into the page (reliability §1.1 item 7). Evaluated inside the
 * page, so it stands alone. Every attempt is made from a task of the page's own, because the debugger's is exempt
 * from parts of the policy.
 */
export async function tryInjections(): Promise<ProbeResult[]> {
  const world = window as unknown as { injected?: string };
  const mark = (name: string): string => `window.injected = ${JSON.stringify(name)}`;
  const add = (tag: string, attributes: Record<string, string>, text = ''): HTMLElement => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== '') element.append(text);
    document.body.append(element);
    return element;
  };
  const foreign = 'https://example.com';
  const handler =
    (tag: string, event: string, more: Record<string, string> = {}) =>
    (name: string) =>
      void add(tag, { [event]: mark(name), ...more }).dispatchEvent(new Event(event.slice(2)));

  const probes: Record<string, (name: string) => unknown> = {
    'inline script': (name) => add('script', {}, mark(name)),
    'inline module': (name) => add('script', { type: 'module' }, mark(name)),
    'foreign script': () => add('script', { src: `${foreign}/x.js` }),
    'foreign module': () => add('script', { type: 'module', src: `${foreign}/x.js` }),
    'data: script': (name) => add('script', { src: `data:text/javascript,${mark(name)}` }),
    'blob: script': (name) => add('script', { src: URL.createObjectURL(new Blob([mark(name)])) }),
    'script by src property': () => (document.createElement('script').src = `${foreign}/x.js`),
    'script by text property': (name) => (document.createElement('script').text = mark(name)),
    'import()': () => import(/* @vite-ignore */ `${foreign}/${String(1)}.js`),
    eval: (name) => Reflect.apply(Reflect.get(globalThis, 'eval'), globalThis, [mark(name)]),
    Function: (name) => Reflect.construct(Function, [mark(name)])(),
    'setTimeout of a text': (name) => Reflect.apply(setTimeout, window, [mark(name)]),
    'setInterval of a text': (name) => Reflect.apply(setInterval, window, [mark(name)]),
    'onclick attribute': handler('a', 'onclick'),
    'onerror attribute': handler('img', 'onerror'),
    'onload attribute': handler('svg', 'onload'),
    'onfocus attribute': handler('input', 'onfocus', { autofocus: '' }),
    'ontoggle attribute': handler('details', 'ontoggle'),
    'javascript: link': (name) => add('a', { href: `javascript:${mark(name)}` }).click(),
    'javascript: frame': (name) => add('iframe', { src: `javascript:parent.${mark(name)}` }),
    'srcdoc frame': (name) => add('iframe', { srcdoc: `<script>parent.${mark(name)}</script>` }),
    'foreign frame': () => add('iframe', { src: `${foreign}/` }),
    'frame of our own': () => add('iframe', { src: '/' }),
    object: () => add('object', { data: `${foreign}/x` }),
    embed: () => add('embed', { src: `${foreign}/x` }),
    'base address': () =>
      document.head.append(Object.assign(document.createElement('base'), { href: `${foreign}/` })),
    'inline style': () => add('style', {}, 'body { --injected: 1 }'),
    'style attribute': () => add('div', { style: '--injected: 1' }),
    'foreign style sheet': () => add('link', { rel: 'stylesheet', href: `${foreign}/x.css` }),
    'foreign image': () => add('img', { src: `${foreign}/x.png` }),
    'foreign font': () => new FontFace('x', `url(${foreign}/x.woff2)`).load(),
    'foreign media': () => add('video', { src: `${foreign}/x.mp4` }),
    fetch: () => fetch(`${foreign}/`),
    'fetch of our own': () => fetch('/'),
    XMLHttpRequest: () => {
      const request = new XMLHttpRequest();
      request.open('GET', `${foreign}/`);
      request.send();
    },
    WebSocket: () => new WebSocket('wss://example.com/'),
    EventSource: () => new EventSource(`${foreign}/`),
    beacon: () => navigator.sendBeacon(`${foreign}/`, 'x'),
    worker: () => new Worker('/assets/x.js'),
    'blob: worker': (name) => new Worker(URL.createObjectURL(new Blob([mark(name)]))),
    'service worker': () => navigator.serviceWorker.register('/x.js'),
    'form away': () => {
      const form = add('form', { action: `${foreign}/`, method: 'post' });
      if (form instanceof HTMLFormElement) form.submit();
    },
    innerHTML: (name) => (document.createElement('div').innerHTML = `<img src=x onerror='${mark(name)}'>`),
    outerHTML: (name) => (add('div', {}).outerHTML = `<img src=x onerror='${mark(name)}'>`),
    insertAdjacentHTML: (name) =>
      document.body.insertAdjacentHTML('beforeend', `<img src=x onerror='${mark(name)}'>`),
    'document.write': (name) => document.write(`<script>${mark(name)}</script>`),
    DOMParser: (name) => new DOMParser().parseFromString(`<script>${mark(name)}</script>`, 'text/html'),
    createContextualFragment: (name) =>
      document.createRange().createContextualFragment(`<img onerror='${mark(name)}'>`),
    'policy of its own': () =>
      (
        window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
      ).trustedTypes.createPolicy('mine', { createHTML: (text: string) => text }),
  };

  /** Resolves true on the first report or exception, false when a second brought neither. */
  const attempt = (name: string, run: (name: string) => unknown): Promise<boolean> =>
    new Promise((resolve) => {
      const end = (stopped: boolean): void => {
        document.removeEventListener('securitypolicyviolation', report);
        resolve(stopped);
      };
      const report = (): void => end(true);
      document.addEventListener('securitypolicyviolation', report);
      setTimeout(() => {
        try {
          const result = run(name);
          if (result instanceof Promise) result.catch(() => end(true));
        } catch {
          end(true);
        }
      });
      setTimeout(() => end(false), 1000);
    });

  const results: ProbeResult[] = [];
  for (const [name, run] of Object.entries(probes)) {
    delete world.injected;
    const stopped = await attempt(name, run);
    // A last turn for code that was let in and waits in the queue.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    results.push({ name, stopped, ran: world.injected !== undefined });
  }
  return results;
}
