import { useCallback, useState } from 'react';
import type { PlanReport } from '../../../src-shared/ipc/changes-contract.ts';
import type { ResolutionChoice } from '../../../src-shared/domain/change.ts';
import { inParts, readChanges } from '../../bridge/all-changes.ts';
import type { Outcome } from '../../bridge/bridge.ts';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { useStores } from '../../stores/stores-context.tsx';
import { useTakingBack } from '../../stores/use-taking-back.ts';
import { counted } from '../../../src-shared/words/count.ts';
import { sentWords } from './change-words.ts';
import type { Move } from './plan-order.ts';
import type { LineUndo } from './plan-undo.ts';

/** What the page can do with changes. Each tells how it ended in one notice; equal ones replace each other. */
export interface ChangesActs {
  readonly sending: boolean;
  readonly send: (ids: readonly string[]) => Promise<void>;
  readonly discard: (ids: readonly string[]) => Promise<void>;
  /** Takes a set back, or brings back what was; says why where it cannot be. */
  readonly undo: (line: LineUndo) => Promise<void>;
  readonly move: (move: Move) => Promise<void>;
  readonly resolve: (
    id: string,
    choice: ResolutionChoice,
    edit: { readonly email?: string; readonly name?: string },
  ) => Promise<boolean>;
  readonly exportPlan: (ids: readonly string[] | null) => Promise<void>;
  /** Answers the report where some rows were refused. */
  readonly importPlan: () => Promise<PlanReport | null>;
}

/** See {@link ChangesActs}. */
export function useChangesActs(): ChangesActs {
  const bridge = useBridge();
  const { notices } = useStores();
  const [sending, setSending] = useState(false);
  const taking = useTakingBack();

  const tell = useCallback(
    (key: string, text: string, hint: string | null = null) =>
      notices.getState().show({ key, tone: 'done', text, hint }),
    [notices],
  );
  const failed = useCallback(
    <T>(key: string, outcome: Outcome<T>): outcome is Extract<Outcome<T>, { ok: false }> => {
      if (outcome.ok) return false;
      notices.getState().showError(key, outcome.error);
      return true;
    },
    [notices],
  );
  return {
    sending,
    async send(ids) {
      setSending(true);
      const outcome = await inParts(ids, (some) => bridge.call('changes.send', { ids: some }));
      setSending(false);
      if (failed('changes-send', outcome) || !outcome.ok) return;
      const moved = new Set(outcome.data.flatMap((part) => part.moved));
      if (moved.size === 0) {
        notices.getState().show({
          key: 'changes-send',
          tone: 'info',
          text: 'Nothing could be sent now.',
          hint: 'Each change says what it waits for.',
        });
        return;
      }
      // What has ended since stands first among the ended ones, right behind the open ones.
      const open = Object.values(outcome.data.at(-1)?.counts ?? {}).reduce((sum, count) => sum + count, 0);
      const now = await readChanges(bridge, 'all', open + moved.size);
      const states = now.ok
        ? now.data.changes.filter(({ change }) => moved.has(change.id)).map(({ change }) => change.state)
        : [];
      tell('changes-send', sentWords(states));
    },
    discard: taking.discard,
    undo: async (line) => {
      if (line.whyNot !== null)
        notices.getState().show({ key: 'taken-back', tone: 'info', text: line.whyNot });
      else if (line.act === 'take-back') await taking.undo(line.groupId, line.title);
      else await taking.bringBack(line.ids);
    },
    async move(move) {
      if (!move.ok) {
        notices.getState().show({ key: 'changes-move', tone: 'info', text: move.reason });
        return;
      }
      for (const step of move.steps) {
        if (failed('changes-move', await bridge.call('changes.reorder', step))) return;
      }
    },
    async resolve(id, choice, edit) {
      const outcome = await bridge.call('changes.resolve', { id, choice, ...edit });
      if (failed('changes-resolve', outcome) || !outcome.ok) return false;
      const { moved, along } = outcome.data;
      const dropped = choice === 'take-theirs' ? await bridge.call('changes.get', { id }) : null;
      const mayComeBack = dropped?.ok === true && dropped.data?.undo?.act === 'bring-back';
      notices.getState().show({
        key: 'changes-resolve',
        tone: 'done',
        text: choice === 'take-theirs' ? 'The tenant stays as it is; the change was dropped.' : 'Decided.',
        hint: along.length > 0 ? `${counted(along.length, 'change')} went along.` : null,
        action: mayComeBack ? taking.offer([...moved, ...along]) : null,
      });
      return true;
    },
    async exportPlan(ids) {
      const outcome = await bridge.call('changes.exportPlan', { ids: ids === null ? null : [...ids] });
      if (failed('changes-export', outcome) || !outcome.ok || outcome.data.outcome === 'cancelled') return;
      const { rows, path, refused } = outcome.data;
      const left =
        refused.length === 0
          ? ''
          : ` Left out: ${counted(refused.length, 'change')} that ${refused.length === 1 ? 'does' : 'do'} not only wait to be sent.`;
      tell('changes-export', `Plan written: ${counted(rows, 'change')}.${left}`, path);
    },
    async importPlan() {
      const outcome = await bridge.call('changes.importPlan', {});
      if (failed('changes-import', outcome) || !outcome.ok || outcome.data.outcome === 'cancelled')
        return null;
      if (outcome.data.refused.length > 0) return outcome.data;
      tell(
        'changes-import',
        `Taken over from the plan: ${counted(outcome.data.rows, 'change')}.`,
        'They are staged and wait until you send them.',
      );
      return null;
    },
  };
}
