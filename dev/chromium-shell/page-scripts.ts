// oxlint-disable typescript/no-unsafe-type-assertion -- JSON between the worlds: both ends are in this file
/*
 * The two scripts that stand in for Electron's preload machinery inside Chromium. Both are turned into text and
 * evaluated in every new document before its own scripts, so each function must stand alone: no imports, no
 * variables from outside.
 *
 * The preload runs in an isolated world: the page cannot reach its objects, and changing the page's built-ins does
 * not change the preload's. The worlds talk by events on the window whose name only the two of them know; what
 * passes is JSON text, so that no object of one world is ever seen in the other.
 */

/** What a script is given when its text is made. */
export interface PageScriptConfig {
  /** Secret name of the events between the worlds, new for every document. */
  readonly channel: string;
  /** Name of the binding by which the isolated world reaches the main process. */
  readonly binding: string;
  /** Name by which the main process reaches the isolated world. */
  readonly receiver: string;
  /** Shortcuts of the native menu. */
  readonly shortcuts: readonly Shortcut[];
}

/** One menu entry's key. */
export interface Shortcut {
  readonly id: string;
  /** Lower case, as in `KeyboardEvent.key`. */
  readonly key: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** In the page's world: makes the frozen objects that the preload exposes. */
export function mainWorldScript(config: Pick<PageScriptConfig, 'channel'>): void {
  if (window !== window.top) return;
  // The page may replace any of these later, so all that is used is taken now; for the rest, plain objects and
  // loops, which nobody can replace.
  const { stringify, parse } = JSON;
  const { freeze, create, keys } = Object;
  const PristineEvent = CustomEvent;
  const PristinePromise = Promise;
  const PristineError = Error;
  const dispatch = window.dispatchEvent.bind(window);
  type Settle = { resolve: (value: unknown) => void; reject: (error: Error) => void };
  const pending: Record<number, Settle> = create(null);
  const callbacks: Record<number, (payload: unknown) => void> = create(null);
  let nextCallback = 1;
  let answer: { value?: unknown; promise?: number; fn?: number; error?: string } = {};

  const callIsolated = (fn: number, args: readonly unknown[]): unknown => {
    const passed: Record<number, object> = create(null);
    for (let at = 0; at < args.length; at += 1) {
      const arg = args[at];
      if (typeof arg === 'function') {
        callbacks[nextCallback] = arg as (payload: unknown) => void;
        passed[at] = { callback: nextCallback };
        nextCallback += 1;
      } else {
        passed[at] = { value: arg };
      }
    }
    answer = { error: 'nobody answered' };
    const detail = stringify({ fn, count: args.length, args: passed });
    dispatch(new PristineEvent(`${config.channel}:call`, { detail }));
    const { promise, fn: made, value, error } = answer;
    if (error !== undefined) throw new PristineError(error);
    if (promise !== undefined) {
      return new PristinePromise((resolve, reject) => {
        pending[promise] = { resolve, reject };
      });
    }
    if (made !== undefined) return (...more: unknown[]) => callIsolated(made, more);
    return value;
  };

  type Node = { fn: number } | { value: unknown } | { members: Record<string, Node> };
  const build = (node: Node): unknown => {
    if ('fn' in node) return (...args: unknown[]) => callIsolated(node.fn, args);
    if ('value' in node) return node.value;
    const made: Record<string, unknown> = {};
    for (const name of keys(node.members)) {
      const child = node.members[name];
      if (child !== undefined) made[name] = build(child);
    }
    return freeze(made);
  };

  window.addEventListener(config.channel, (event) => {
    const message = parse((event as CustomEvent<string>).detail);
    if (message.kind === 'expose') {
      Object.defineProperty(window, message.key, { value: build(message.api), enumerable: true });
    } else if (message.kind === 'answer') {
      answer = message.answer;
    } else if (message.kind === 'settled') {
      const waiting = pending[message.id];
      delete pending[message.id];
      if (message.error === undefined) waiting?.resolve(message.value);
      else waiting?.reject(new PristineError(message.error));
    } else if (message.kind === 'callback') {
      callbacks[message.id]?.(message.payload);
    }
  });
}

/** In the isolated world: `require('electron')` for the preload, the way out to the main process, the guards. */
export function isolatedWorldScript(
  config: PageScriptConfig,
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
): void {
  if (window !== window.top) return;
  const world = globalThis as unknown as Record<string, unknown>;
  const send = world[config.binding] as (text: string) => void;
  const waiting = new Map<number, (reply: { value?: unknown; error?: string }) => void>();
  const listeners = new Map<string, Set<(event: unknown, payload: unknown) => void>>();
  const functions: ((...args: unknown[]) => unknown)[] = [];
  let nextId = 1;

  const tellPage = (message: object): void => {
    window.dispatchEvent(new CustomEvent(config.channel, { detail: JSON.stringify(message) }));
  };
  const addFunction = (fn: (...args: unknown[]) => unknown): number => functions.push(fn) - 1;

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = nextId;
        nextId += 1;
        waiting.set(id, (reply) => {
          if (reply.error === undefined) resolve(reply.value);
          else reject(new Error(reply.error));
        });
        send(JSON.stringify({ kind: 'invoke', id, channel, args }));
      }),
    on(channel: string, listener: (event: unknown, payload: unknown) => void) {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
    },
    removeListener(channel: string, listener: (event: unknown, payload: unknown) => void) {
      listeners.get(channel)?.delete(listener);
    },
  };
  const describe = (api: unknown): object => {
    if (typeof api === 'function') return { fn: addFunction(api as (...args: unknown[]) => unknown) };
    if (typeof api !== 'object' || api === null) return { value: api };
    return {
      members: Object.fromEntries(Object.entries(api).map(([name, child]) => [name, describe(child)])),
    };
  };
  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => tellPage({ kind: 'expose', key, api: describe(api) }),
  };

  window.addEventListener(`${config.channel}:call`, (event) => {
    const { fn, count, args } = JSON.parse((event as CustomEvent<string>).detail);
    try {
      const given: { value?: unknown; callback?: number }[] = Array.from(
        { length: count },
        (_, at) => args[at],
      );
      const passed = given.map((arg) =>
        arg.callback === undefined
          ? arg.value
          : (payload: unknown) => tellPage({ kind: 'callback', id: arg.callback, payload }),
      );
      const result = functions[fn]?.(...passed);
      if (typeof result === 'function') {
        tellPage({ kind: 'answer', answer: { fn: addFunction(result as () => unknown) } });
      } else if (result instanceof Promise) {
        const id = nextId;
        nextId += 1;
        tellPage({ kind: 'answer', answer: { promise: id } });
        result.then(
          (value) => tellPage({ kind: 'settled', id, value }),
          () => tellPage({ kind: 'settled', id, error: 'failed' }),
        );
      } else {
        tellPage({ kind: 'answer', answer: { value: result } });
      }
    } catch {
      tellPage({ kind: 'answer', answer: { error: 'failed' } });
    }
  });

  world[config.receiver] = (text: string) => {
    const message = JSON.parse(text);
    if (message.kind === 'reply') {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    } else if (message.kind === 'event') {
      for (const listener of Array.from(listeners.get(message.channel) ?? [])) listener({}, message.payload);
    }
  };

  // Addresses that never reach the network (about:, blob:, data:) can only be stopped here.
  window.navigation.addEventListener('navigate', (event) => {
    const { protocol } = new URL(event.destination.url);
    if (protocol === 'https:' || protocol === 'http:') return;
    event.preventDefault();
    send(JSON.stringify({ kind: 'navigation-stopped', url: event.destination.url }));
  });

  window.addEventListener(
    'keydown',
    (event) => {
      const pressed = config.shortcuts.find(
        (shortcut) =>
          shortcut.key === event.key.toLowerCase() &&
          shortcut.ctrl === event.ctrlKey &&
          shortcut.meta === event.metaKey &&
          shortcut.shift === event.shiftKey &&
          shortcut.alt === event.altKey,
      );
      if (pressed === undefined) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      send(JSON.stringify({ kind: 'menu', id: pressed.id }));
    },
    { capture: true },
  );

  const require = (name: string): unknown => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`A sandboxed preload cannot load ${name}`);
  };
  const module = { exports: {} };
  preload(require, module, module.exports);
}
