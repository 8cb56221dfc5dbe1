import type { SessionState } from '../../src-shared/domain/sync-state.ts';
import type { ViewName } from '../../src-shared/views/view-query.ts';
import { coverageOf } from '../ui/table-page/coverage.ts';
import type { Freshness } from '../ui/table-page/page-header.tsx';
import type { TableBinding } from '../ui/table-page/table-page.tsx';
import { useMirror, useSession, useSettings, useStores } from './stores-context.tsx';

/** Heights of a row in pixels (design §10). */
const rowHeights = { normal: 32, dense: 26 } as const;

/** How old the shown facts are, in the words of a page header. */
export function freshnessOf(state: SessionState | null): Freshness {
  if (state === null) return { asOf: null, link: null };
  const words: Readonly<Record<SessionState['link'], string | null>> = {
    none: null,
    connecting: null,
    online: null,
    offline: state.workOffline ? 'working offline' : 'tenant not reachable',
    'needs-sign-in': 'sign in to update',
    'not-a-tenant': 'tenant not reachable',
  };
  return { asOf: state.mirrorAsOf, link: words[state.link] };
}

/** What a table screen needs of the stores, for one view. */
export function useTableBinding(view: ViewName): TableBinding {
  const stores = useStores();
  const revision = useMirror((mirror) => mirror.byView[view] ?? 0);
  const density = useSettings((mirror) => mirror.settings.density);
  const layout = useSettings((mirror) => mirror.settings.layouts[view]);
  const state = useSession((session) => session.state);
  return {
    revision,
    rowHeight: rowHeights[density],
    freshness: { ...freshnessOf(state), coverage: coverageOf(state?.lastRun ?? null) },
    layout,
    onLayout: (next) => {
      const { settings, change } = stores.settings.getState();
      const { [view]: _before, ...others } = settings.layouts;
      void change({ layouts: next === null ? others : { ...others, [view]: next } });
    },
  };
}
