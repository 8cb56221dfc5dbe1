import { useEffect, useState } from 'react';
import { useBridge } from '../../bridge/bridge-context.tsx';
import { foundItems, foundQuery, foundViews } from './palette-found.ts';
import type { PaletteGroup, PaletteItem } from './palette-items.ts';

/** What the tables have for what is typed. */
export interface Found {
  readonly items: readonly PaletteItem[];
  /** How many match in all, by group. */
  readonly totals: Partial<Readonly<Record<PaletteGroup, number>>>;
  /** Not all tables have answered yet. */
  readonly looking: boolean;
}

const nothing: Found = { items: [], totals: {}, looking: false };

/** Looks through all tables at once; answers to earlier letters are dropped. */
export function useFound(typed: string, revision: number): Found {
  const bridge = useBridge();
  const question = typed.trim();
  const turn = `${revision} ${question}`;
  const [answer, setAnswer] = useState<Found & { readonly to: string; readonly turn: string }>({
    ...nothing,
    to: '',
    turn: '',
  });

  useEffect(() => {
    let wanted = true;
    const look = async (): Promise<void> => {
      const lists = await Promise.all(
        foundViews.map(async (found) => {
          const query = foundQuery(found, question);
          const outcome = query === null ? null : await bridge.call('views.window', query);
          return outcome?.ok === true
            ? { group: found.group, items: foundItems(found, outcome.data), total: outcome.data.total }
            : { group: found.group, items: [], total: 0 };
        }),
      );
      if (!wanted) return;
      setAnswer({
        to: question,
        turn,
        looking: false,
        items: lists.flatMap(({ items }) => items),
        totals: Object.fromEntries(lists.map(({ group, total }) => [group, total])),
      });
    };
    void look();
    return () => {
      wanted = false;
    };
  }, [bridge, question, turn]);

  return answer.to === question ? answer : { ...nothing, looking: true };
}
