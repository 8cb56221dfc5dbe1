// oxlint-disable typescript/no-unsafe-type-assertion -- a refusing object has to fit anywhere
/** What asking for a missing part of Electron's API ends in. */
export class MissingCounterpartError extends Error {
  override readonly name = 'MissingCounterpartError';

  constructor(api: string) {
    super(`electron.${api} has no counterpart in the Chromium shell (dev/chromium-shell)`);
  }
}

/** Names that the language and test tools ask every object for. */
const askedByAnyone = new Set(['then', 'toJSON', 'asymmetricMatch', 'nodeType', '$$typeof', 'inspect']);

/** The object itself, except that reading a member it lacks throws an error naming the API. */
export function strict<T extends object>(api: string, target: T): T {
  return new Proxy(target, {
    get(object, key) {
      if (key in object || typeof key === 'symbol' || askedByAnyone.has(key)) {
        const value: unknown = Reflect.get(object, key, object);
        // Methods of classes with private members must see the object, not this proxy.
        return typeof value === 'function' && key !== 'constructor' && !isClass(value)
          ? value.bind(object)
          : value;
      }
      throw new MissingCounterpartError(`${api}.${key}`);
    },
    set(object, key, value) {
      if (!(key in object)) throw new MissingCounterpartError(`${api}.${String(key)}`);
      return Reflect.set(object, key, value, object);
    },
  });
}

function isClass(value: object): boolean {
  return Function.prototype.toString.call(value).startsWith('class');
}

/** Stands for a whole module of Electron's that the app does not use. Touching it in any way throws. */
export function missing(api: string): never {
  const refuse = (): never => {
    throw new MissingCounterpartError(api);
  };
  return new Proxy(function missingModule() {}, {
    get: refuse,
    set: refuse,
    apply: refuse,
    construct: refuse,
    has: refuse,
  }) as never;
}
