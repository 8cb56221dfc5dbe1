// oxlint-disable typescript/no-unsafe-type-assertion -- a member made with defineProperty is not seen by the compiler
/** An event object of Electron's kind. */
export interface PreventableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** Makes an event with the given members; somebody may prevent what it announces. */
export function preventable<T extends object>(members: T): T & PreventableEvent {
  let prevented = false;
  return Object.defineProperty(
    Object.assign({ preventDefault: () => void (prevented = true) }, members),
    'defaultPrevented',
    { get: () => prevented },
  ) as T & PreventableEvent;
}
