import type { ThreadAnswer, ThreadQuestion } from './thread-calls.ts';
import { threadFailure } from './thread-failure.ts';

/** Calls the method that a question names and answers it, whatever becomes of it. Never rejects. */
export async function answerQuestion(
  methods: Readonly<Record<string, (...input: never[]) => unknown>>,
  { id, method, input }: ThreadQuestion,
): Promise<ThreadAnswer> {
  try {
    const call = methods[method];
    if (call === undefined) throw new Error(`no method ${method}`);
    const value: unknown = await Reflect.apply(call, methods, [...input]);
    return { id, ok: true, value };
  } catch (thrown) {
    return { id, ok: false, ...threadFailure(thrown) };
  }
}
