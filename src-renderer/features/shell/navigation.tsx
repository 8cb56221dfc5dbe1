import { ActionIcon } from '@mantine/core';
import {
  IconBook2,
  IconBuilding,
  IconChevronsLeft,
  IconChevronsRight,
  IconFolder,
  IconHistory,
  IconGavel,
  IconListDetails,
  IconRefresh,
  IconLockAccess,
  IconRobot,
  IconServer2,
  IconSettings,
  IconShieldCheck,
  IconUser,
  IconUsersGroup,
  IconZoomCheck,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useChanges } from '../../stores/stores-context.tsx';
import { changesBadge } from './changes-badge.ts';
import { pageGroups, settingsPage } from './pages.ts';
import type { ShellPage } from './pages.ts';
import classes from './navigation.module.css';

const icons: Readonly<Record<string, Icon>> = {
  '/users': IconUser,
  '/groups': IconUsersGroup,
  '/service-accounts': IconRobot,
  '/access-rules': IconLockAccess,
  '/roles': IconShieldCheck,
  '/access': IconZoomCheck,
  '/reviews': IconGavel,
  '/projects': IconFolder,
  '/departments': IconBuilding,
  '/clusters': IconServer2,
  '/changes': IconListDetails,
  '/sync': IconRefresh,
  '/history': IconHistory,
  '/journal': IconBook2,
  '/settings': IconSettings,
};

/** The left navigation. A page comes back as it was left: its search, filters and open drawer are remembered. */
export function Navigation(props: { open: boolean; onToggle: () => void }): ReactNode {
  const { pathname, searchStr } = useRouterState({ select: (state) => state.location });
  const left = useRef(new Map<string, Record<string, unknown>>());
  const search = useRouterState({ select: (state) => state.location.search as Record<string, unknown> });
  useEffect(() => {
    left.current.set(pathname, search);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- the text says when the search is another one
  }, [pathname, searchStr, search]);

  const counts = useChanges((changes) => changes.counts);

  const link = (page: ShellPage): ReactNode => {
    const PageIcon = icons[page.path] ?? IconFolder;
    const badge = page.path === '/changes' ? changesBadge(counts) : null;
    return (
      <Link
        key={page.path}
        to={page.path}
        search={() => (left.current.get(page.path) ?? {}) as never}
        className={classes.link}
        activeOptions={{ includeSearch: false }}
        title={props.open ? `g ${page.key}` : `${page.label} (g ${page.key})`}
      >
        <PageIcon size={16} stroke={1.75} aria-hidden />
        <span className={props.open ? classes.label : 'rb-hidden'}>{page.label}</span>
        {badge !== null && (
          <span className={classes.badge} data-ask={badge.asks || undefined} data-changes-count>
            <span aria-hidden="true">{badge.text}</span>
            <span className="rb-hidden">{badge.words}</span>
          </span>
        )}
      </Link>
    );
  };

  return (
    <nav className={classes.navigation} data-open={props.open} aria-label="Main">
      <div className={classes.brand}>
        <span className={classes.sign} aria-hidden="true">
          <span />
          <span />
          <span />
          <span />
        </span>
        {props.open && <span className={classes.name}>Rolebook</span>}
      </div>
      {pageGroups.map((group) => (
        <div key={group.label} className={classes.group}>
          {props.open && <div className={classes.groupLabel}>{group.label}</div>}
          {group.pages.map(link)}
        </div>
      ))}
      <div className={classes.bottom}>
        {link(settingsPage)}
        <ActionIcon
          aria-label={props.open ? 'Fold the navigation' : 'Open the navigation'}
          title="Ctrl B"
          onClick={props.onToggle}
        >
          {props.open ? <IconChevronsLeft size={16} /> : <IconChevronsRight size={16} />}
        </ActionIcon>
      </div>
    </nav>
  );
}
