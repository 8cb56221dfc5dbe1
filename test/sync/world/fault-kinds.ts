/** What the network, a gateway or the tenant may do to one request. */
export interface FaultKind {
  readonly name: string;
  /** Whether the tenant does what was asked (reply aside): never, always, or by chance. */
  readonly applied: 'no' | 'yes' | 'maybe';
  /** Whether it says something untrue in the tenant's own words, which nobody could see through. */
  readonly lies: boolean;
}

const fault = (name: string, applied: FaultKind['applied'], lies = false): FaultKind => ({
  name,
  applied,
  lies,
});

/** Every kind of fault that a request can meet; `test/sync/world/transport.ts` does them. */
export const faultKinds = [
  fault('refused', 'no'),
  fault('lost-before', 'no'),
  fault('reply-lost', 'yes'),
  fault('timeout', 'no'),
  fault('timeout-applied', 'yes'),
  fault('late', 'yes'),
  fault('slow', 'yes'),
  fault('cut', 'yes'),
  fault('duplicated', 'yes'),
  fault('400', 'no', true),
  fault('403', 'no', true),
  fault('404', 'no', true),
  fault('409', 'no', true),
  fault('422', 'no', true),
  fault('408', 'maybe'),
  fault('429', 'no'),
  fault('429-seconds', 'no'),
  fault('429-date', 'no'),
  fault('429-garbage', 'no'),
  fault('500', 'maybe'),
  fault('502-page', 'maybe'),
  fault('503-seconds', 'no'),
  fault('503', 'no'),
  fault('504-page', 'maybe'),
  fault('511', 'no'),
  fault('page-200', 'no'),
  fault('wrong-json', 'no'),
  fault('broken-json', 'yes'),
  fault('empty-200', 'no'),
  fault('redirect', 'no'),
  fault('proxy-407', 'no'),
  fault('401', 'no'),
  fault('huge', 'yes'),
  fault('412', 'no'),
] as const satisfies readonly FaultKind[];

/** Those that worlds before edition 5 know. */
export const earlierFaultKinds: readonly FaultKindNamed[] = faultKinds.filter(({ name }) => name !== '412');

type FaultKindNamed = (typeof faultKinds)[number];

/** The name of one of {@link faultKinds}. */
export type FaultName = (typeof faultKinds)[number]['name'];

/** Looks one up. */
export function faultNamed(name: string): FaultKind {
  const found = faultKinds.find((kind) => kind.name === name);
  if (found === undefined) throw new Error(`no fault ${name}`);
  return found;
}
