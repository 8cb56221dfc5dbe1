import { useEffect, useRef, useState } from 'react';
import { useBridge } from '../../bridge/bridge-context.tsx';
import type { ViewQuery } from '../../../src-shared/views/view-query.ts';
import { createWindowSource } from '../data-grid/window-source.ts';
import type { WindowSource } from '../data-grid/window-source.ts';

/**
 * The rows of a query through `views.window`. A new question keeps the old rows until its first answer; a new
 * `revision` (the mirror changed) renews them in place.
 *
 * @param columns ids of the columns to fetch
 */
export function useWindowSource(
  query: ViewQuery,
  columns: readonly string[],
  revision: number,
): { readonly source: WindowSource; readonly question: string; readonly reload: () => void } {
  const bridge = useBridge();
  const [source] = useState(() => createWindowSource((run) => requestAnimationFrame(run)));
  const [attempt, setAttempt] = useState(0);
  const question = JSON.stringify(query);
  const columnText = columns.join(' ');
  const asked = useRef<string | null>(null);

  useEffect(() => {
    const same = asked.current === question;
    asked.current = question;
    const wanted = JSON.parse(question) as ViewQuery;
    const shown = columnText.split(' ');
    source.ask(
      (range) => bridge.call('views.window', { ...wanted, ...range, columns: shown }),
      same ? 'rows' : 'until-answer',
    );
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- newer facts and "try again" ask the same again
  }, [bridge, source, question, columnText, revision, attempt]);

  return { source, question, reload: () => setAttempt((count) => count + 1) };
}
