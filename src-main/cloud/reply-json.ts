import type { z } from 'zod';
import { outsideContract, readWire } from '../../src-shared/wire/outside-contract.ts';
import { parseGuarded } from '../../src-shared/wire/parse-guarded.ts';
import { nestsDeeperThan } from './json-depth.ts';
import type { TransportReply } from './transport.ts';

/** Deeper than anything the tenant describes; org units nest a few levels. */
const deepest = 64;

/** A reply's body as JSON, guarded against prototypes and depth. Throws `outside-contract`. */
export function jsonOf(reply: TransportReply, what: string): unknown {
  const text = new TextDecoder().decode(reply.body);
  if (nestsDeeperThan(text, deepest)) throw outsideContract(what);
  return parseGuarded(text, what);
}

/** A reply's body as the JSON object it has to be: `null` or a list is nobody's answer. Throws `outside-contract`. */
export function objectOf(reply: TransportReply, what: string): object {
  const value = jsonOf(reply, what);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw outsideContract(what);
  return value;
}

/** A reply's body by its schema. Throws `outside-contract`. */
export function readReply<S extends z.ZodType>(schema: S, reply: TransportReply, what: string): z.output<S> {
  return readWire(schema, jsonOf(reply, what), what);
}
