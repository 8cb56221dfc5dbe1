import type { FaultAction, FaultRule } from './faults.ts';

/** Members each kind of action needs, with their type. */
const NEEDED: Record<FaultAction['kind'], Readonly<Record<string, 'number' | 'string'>>> = {
  status: { status: 'number' },
  html: { status: 'number' },
  'too-many': {},
  delay: { ms: 'number' },
  cut: { afterBytes: 'number' },
  drop: {},
  'reply-lost': {},
  hang: {},
  huge: { bytes: 'number' },
  redirect: { status: 'number', location: 'string' },
  'wrong-json': { form: 'string' },
  drip: { bytes: 'number', everyMs: 'number' },
};

const MATCH: Readonly<Record<string, 'number' | 'string'>> = {
  method: 'string',
  path: 'string',
  operationId: 'string',
  nth: 'number',
  times: 'number',
  probability: 'number',
};

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function problemOf(rule: unknown): string | undefined {
  if (!isObject(rule) || !isObject(rule['match']) || !isObject(rule['action']))
    return 'needs "match" and "action"';
  for (const [member, value] of Object.entries(rule['match'])) {
    if (MATCH[member] === undefined)
      return `match has no "${member}"; it has: ${Object.keys(MATCH).join(', ')}`;
    if (typeof value !== MATCH[member]) return `match.${member} is not a ${MATCH[member]}`;
  }
  const { kind } = rule['action'];
  if (typeof kind !== 'string' || !Object.hasOwn(NEEDED, kind)) {
    return `no action "${String(kind)}"; there are: ${Object.keys(NEEDED).join(', ')}`;
  }
  for (const [member, type] of Object.entries(NEEDED[kind as FaultAction['kind']])) {
    if (typeof rule['action'][member] !== type) return `action ${kind} needs "${member}", a ${type}`;
  }
  return undefined;
}

/** Reads fault rules from the text of a JSON file. Throws an `Error` that tells which rule is wrong and how. */
export function readFaultRules(text: string): FaultRule[] {
  const rules = JSON.parse(text) as unknown;
  if (!Array.isArray(rules)) throw new Error('fault rules are a JSON array');
  rules.forEach((rule: unknown, index) => {
    const problem = problemOf(rule);
    if (problem !== undefined) throw new Error(`fault rule ${index + 1}: ${problem}`);
  });
  return rules as FaultRule[];
}
