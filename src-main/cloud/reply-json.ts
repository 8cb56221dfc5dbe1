import type { z } from 'zod';
import { readWire } from '../../src-shared/wire/outside-contract.ts';
import { parseGuarded } from '../../src-shared/wire/parse-guarded.ts';
import type { TransportReply } from './transport.ts';

/** A reply's body as JSON, guarded. Throws `outside-contract`. */
export function jsonOf(reply: TransportReply, what: string): unknown {
  return parseGuarded(new TextDecoder().decode(reply.body), what);
}

/** A reply's body by its schema. Throws `outside-contract`. */
export function readReply<S extends z.ZodType>(schema: S, reply: TransportReply, what: string): z.output<S> {
  return readWire(schema, jsonOf(reply, what), what);
}
