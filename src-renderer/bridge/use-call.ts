import { useCallback, useEffect, useState } from 'react';
import type { CallChannel } from '../../src-shared/ipc/channels.ts';
import type { CallInput, CallOutput } from '../../src-shared/ipc/contract.ts';
import type { ErrorBody } from '../../src-shared/errors/error-body.ts';
import { useBridge } from './bridge-context.tsx';

/**
 * What a reading call shows. `data` is the last good answer to the same question while it is asked again, so a
 * screen does not blink; it is null as soon as the question changes.
 */
export type CallState<T> =
  | { readonly status: 'idle'; readonly data: null; readonly error: null }
  | { readonly status: 'loading'; readonly data: T | null; readonly error: null }
  | { readonly status: 'ready'; readonly data: T; readonly error: null }
  | { readonly status: 'failed'; readonly data: T | null; readonly error: ErrorBody };

interface Answered<T> {
  readonly question: string;
  readonly turn: string;
  readonly data: T | null;
  readonly error: ErrorBody | null;
}

/**
 * Asks the main process and asks again when the question or `revision` changes. Answers to earlier questions are
 * dropped. `input: null` asks nothing.
 *
 * @returns the state, and `reload` to ask the same question again
 */
export function useCall<C extends CallChannel>(
  channel: C,
  input: CallInput<C> | null,
  revision = 0,
): CallState<CallOutput<C>> & { readonly reload: () => void } {
  const bridge = useBridge();
  const [attempt, setAttempt] = useState(0);
  const [answered, setAnswered] = useState<Answered<CallOutput<C>> | null>(null);
  const question = input === null ? null : `${channel} ${JSON.stringify(input)}`;
  const turn = `${question} ${revision} ${attempt}`;

  useEffect(() => {
    if (question === null) return undefined;
    let wanted = true;
    const ask = async (): Promise<void> => {
      const outcome = await bridge.call(
        channel,
        JSON.parse(question.slice(channel.length + 1)) as CallInput<C>,
      );
      if (!wanted) return;
      setAnswered((before) => {
        const kept = before !== null && before.question === question ? before.data : null;
        return outcome.ok
          ? { question, turn, data: outcome.data, error: null }
          : { question, turn, data: kept, error: outcome.error };
      });
    };
    void ask();
    return () => {
      wanted = false;
    };
  }, [bridge, channel, question, turn]);

  const reload = useCallback(() => setAttempt((count) => count + 1), []);

  if (question === null) return { status: 'idle', data: null, error: null, reload };
  const mine = answered !== null && answered.question === question ? answered : null;
  if (mine === null || mine.turn !== turn) {
    return { status: 'loading', data: mine?.data ?? null, error: null, reload };
  }
  if (mine.error !== null) return { status: 'failed', data: mine.data, error: mine.error, reload };
  return { status: 'ready', data: mine.data as CallOutput<C>, error: null, reload };
}
