import {
  Outlet,
  createBrowserHistory,
  createRootRoute,
  createRoute,
  createRouter,
  redirect,
} from '@tanstack/react-router';
import type { RouterHistory } from '@tanstack/react-router';
import type { RouteComponent } from '@tanstack/react-router';
import { AccessPage } from './features/access-explorer/access-page.tsx';
import { readAccessSearch } from './features/access-explorer/access-search.ts';
import { AccessRulesPage } from './features/access-rules/access-rules-page.tsx';
import { ChangesPage } from './features/changes/changes-page.tsx';
import { GroupsPage } from './features/groups/groups-page.tsx';
import { HistoryPage } from './features/history/history-page.tsx';
import { readHistorySearch } from './features/history/history-search.ts';
import { JournalPage } from './features/journal/journal-page.tsx';
import { OrgUnitPage } from './features/org-units/org-unit-page.tsx';
import { ComparePage } from './features/roles/compare/compare-page.tsx';
import { readCompareSearch } from './features/roles/compare/compare-search.ts';
import { readEditorSearch } from './features/roles/editor/editor-search.ts';
import { RoleEditorPage } from './features/roles/editor/role-editor-page.tsx';
import { LeastPage } from './features/roles/least/least-page.tsx';
import { readLeastSearch } from './features/roles/least/least-search.ts';
import { MatrixPage } from './features/roles/matrix/matrix-page.tsx';
import { readMatrixSearch } from './features/roles/matrix/matrix-search.ts';
import { UpgradePage } from './features/roles/upgrade/upgrade-page.tsx';
import { readUpgradeSearch } from './features/roles/upgrade/upgrade-search.ts';
import { CampaignPage } from './features/reviews/campaign/campaign-page.tsx';
import { readCampaignSearch } from './features/reviews/campaign/campaign-search.ts';
import { DecidePage } from './features/reviews/decide/decide-page.tsx';
import { readDecideSearch } from './features/reviews/decide/decide-search.ts';
import { NewReviewPage } from './features/reviews/new-review/new-review-page.tsx';
import { PacketPage } from './features/reviews/packets/packet-page.tsx';
import { readPacketSearch } from './features/reviews/packets/packet-search.ts';
import { ReviewsPage } from './features/reviews/reviews-page.tsx';
import { RolesPage } from './features/roles/roles-page.tsx';
import { ServiceAccountsPage } from './features/service-accounts/service-accounts-page.tsx';
import { SettingsPage } from './features/settings/settings-page.tsx';
import { Shell } from './features/shell/shell.tsx';
import { SyncRunsPage } from './features/sync-runs/sync-runs-page.tsx';
import { UsersPage } from './features/users/users-page.tsx';
import { ScreenFailure } from './ui/states/screen-failure.tsx';
import { readTableSearch, searchFromText, searchToText } from './ui/table-page/table-search.ts';

/**
 * The screens and their addresses. Paths match `features/shell/pages.ts`; the search part is the table's state
 * (`ui/table-page/table-search.ts`).
 *
 * @param history the browser's in the app; tests bring one in memory
 */
export function createAppRouter(history: RouterHistory = createBrowserHistory()) {
  const root = createRootRoute({
    component: () => (
      <Shell>
        <Outlet />
      </Shell>
    ),
    notFoundComponent: NotFound,
  });
  const table = <Path extends `/${string}`>(path: Path, component: RouteComponent) =>
    createRoute({ getParentRoute: () => root, path, component, validateSearch: readTableSearch });
  const home = createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/users', replace: true });
    },
  });
  const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: SettingsPage });
  const page = (
    path: `/${string}`,
    component: RouteComponent,
    validateSearch: (raw: Record<string, unknown>) => object,
  ) => createRoute({ getParentRoute: () => root, path, component, validateSearch });
  const tree = root.addChildren([
    home,
    settings,
    table('/users', UsersPage),
    table('/groups', GroupsPage),
    table('/service-accounts', ServiceAccountsPage),
    table('/access-rules', AccessRulesPage),
    page('/access', AccessPage, readAccessSearch),
    table('/roles', RolesPage),
    page('/roles/compare', ComparePage, readCompareSearch),
    page('/roles/least', LeastPage, readLeastSearch),
    page('/roles/table', MatrixPage, readMatrixSearch),
    page('/roles/upgrade', UpgradePage, readUpgradeSearch),
    page('/roles/edit', RoleEditorPage, readEditorSearch),
    table('/reviews', ReviewsPage),
    table('/reviews/new', NewReviewPage),
    page('/reviews/campaign', CampaignPage, readCampaignSearch),
    page('/reviews/decide', DecidePage, readDecideSearch),
    page('/reviews/packet', PacketPage, readPacketSearch),
    table('/projects', ProjectsPage),
    table('/departments', DepartmentsPage),
    table('/clusters', ClustersPage),
    table('/changes', ChangesPage),
    table('/sync', SyncRunsPage),
    page('/history', HistoryPage, readHistorySearch),
    table('/journal', JournalPage),
  ]);
  return createRouter({
    routeTree: tree,
    history,
    parseSearch: searchFromText,
    stringifySearch: searchToText,
    defaultErrorComponent: ScreenFailure,
    defaultPendingMinMs: 0,
    scrollRestoration: false,
  });
}

/** See {@link createAppRouter}. */
export type AppRouter = ReturnType<typeof createAppRouter>;

function ProjectsPage() {
  return <OrgUnitPage key="projects" view="projects" />;
}

function DepartmentsPage() {
  return <OrgUnitPage key="departments" view="departments" />;
}

function ClustersPage() {
  return <OrgUnitPage key="clusters" view="clusters" />;
}

function NotFound() {
  return <UsersPage />;
}
