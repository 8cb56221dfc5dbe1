import type { z } from 'zod';

/** One call from the window to the main process: what goes in, what comes out. */
export interface CallContract<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly input: Input;
  readonly output: Output;
  /** It changes something at the tenant, or plans to: only now can be changed, no earlier moment that is looked at. */
  readonly isAct: boolean;
}

/** One notice from the main process to the window. */
export interface EventContract<Payload extends z.ZodType = z.ZodType> {
  readonly payload: Payload;
}

/** Declares a call of a room's contract. */
export function call<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): CallContract<Input, Output> {
  return { input, output, isAct: false };
}

/** Declares a call that changes something at the tenant, or the preview of one. */
export function act<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): CallContract<Input, Output> {
  return { input, output, isAct: true };
}

/** Declares an event of a room's contract. */
export function event<Payload extends z.ZodType>(payload: Payload): EventContract<Payload> {
  return { payload };
}
