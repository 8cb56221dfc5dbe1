import type { ReactNode } from 'react';
import { useMirror, useRoles } from '../../stores/stores-context.tsx';
import { useTableBinding } from '../../stores/table-binding.ts';
import { stateFace } from '../../ui/data-grid/cell-faces.ts';
import { RecordDrawer } from '../../ui/record-drawer/record-drawer.tsx';
import { useSlots } from '../../ui/slots.tsx';
import { TablePage } from '../../ui/table-page/table-page.tsx';
import type { RecordPartProps } from '../../ui/record-drawer/record-drawer.tsx';
import type { RowDrawerProps } from '../../ui/table-page/table-page.tsx';

type OrgView = 'projects' | 'departments' | 'clusters';

const words: Readonly<
  Record<OrgView, { readonly title: string; readonly noun: string; readonly empty: string }>
> = {
  projects: { title: 'Projects', noun: 'project', empty: 'The tenant has no projects that you may see.' },
  departments: {
    title: 'Departments',
    noun: 'department',
    empty: 'The tenant has no departments that you may see.',
  },
  clusters: { title: 'Clusters', noun: 'cluster', empty: 'No cluster is connected to the tenant.' },
};

const stateOfUnit = stateFace((state) => {
  if (state === 'Ready' || state === 'Connected') return 'ok';
  if (/creating|deleting|updating|waiting/i.test(state)) return 'pending';
  return /not ?ready|disconnected|missing|issue|error|failed/i.test(state) ? 'warn' : 'none';
});

const faces = { phase: stateOfUnit, state: stateOfUnit };

const rules = {
  face: 'subject-here',
  label: 'Access rules',
  emptyText: 'No access rule sits exactly here. Rules further up still reach it.',
} as const;

/** Projects, departments or clusters: the places access is given on. */
export function OrgUnitPage(props: { view: OrgView }): ReactNode {
  const { view } = props;
  const drawers = { projects: ProjectDrawer, departments: DepartmentDrawer, clusters: ClusterDrawer };
  return (
    <TablePage
      key={view}
      view={view}
      title={words[view].title}
      noun={`${words[view].noun}s`}
      binding={useTableBinding(view)}
      faces={faces}
      emptyText={words[view].empty}
      Drawer={drawers[view]}
    />
  );
}

function ProjectDrawer(props: RowDrawerProps): ReactNode {
  return <OrgUnitDrawer {...props} view="projects" />;
}

function DepartmentDrawer(props: RowDrawerProps): ReactNode {
  return <OrgUnitDrawer {...props} view="departments" />;
}

function ClusterDrawer(props: RowDrawerProps): ReactNode {
  return <OrgUnitDrawer {...props} view="clusters" />;
}

function OrgUnitDrawer(props: RowDrawerProps & { view: OrgView }): ReactNode {
  const tierOf = useRoles((roles) => roles.tierOf);
  const revision = useMirror((mirror) => mirror.any);
  const { noun } = words[props.view];
  return (
    <RecordDrawer
      {...props}
      noun={noun}
      revision={revision}
      tierOf={tierOf}
      rules={rules}
      Subtitle={Subtitle}
      Actions={Actions}
    />
  );
}

const scopeTypes = { projects: 'project', departments: 'department', clusters: 'cluster' } as const;

function Actions({ record, onActed }: RecordPartProps): ReactNode {
  const { NewRuleButton } = useSlots();
  const type = scopeTypes[record.view as OrgView];
  return <NewRuleButton prefill={{ scopes: [{ type, id: record.id }] }} place="drawer" onDone={onActed} />;
}

function Subtitle({ record }: RecordPartProps): ReactNode {
  const { noun } = words[record.view as OrgView];
  return `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
}
