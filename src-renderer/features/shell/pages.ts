/** A screen of the left navigation. */
export interface ShellPage {
  readonly path: `/${string}`;
  readonly label: string;
  /** Second key after `g`. */
  readonly key: string;
}

/** The navigation, by job. */
export const pageGroups: readonly { readonly label: string; readonly pages: readonly ShellPage[] }[] = [
  {
    label: 'People',
    pages: [
      { path: '/users', label: 'Users', key: 'u' },
      { path: '/groups', label: 'Groups', key: 'g' },
      { path: '/service-accounts', label: 'Service accounts', key: 's' },
    ],
  },
  {
    label: 'Access',
    pages: [
      { path: '/access-rules', label: 'Access rules', key: 'a' },
      { path: '/roles', label: 'Roles', key: 'r' },
      { path: '/access', label: 'Effective access', key: 'e' },
      { path: '/reviews', label: 'Reviews', key: 'v' },
    ],
  },
  {
    label: 'Organisation',
    pages: [
      { path: '/projects', label: 'Projects', key: 'p' },
      { path: '/departments', label: 'Departments', key: 'd' },
      { path: '/clusters', label: 'Clusters', key: 'k' },
    ],
  },
  {
    label: 'Work',
    pages: [
      { path: '/changes', label: 'Changes', key: 'c' },
      { path: '/sync', label: 'Sync', key: 'y' },
      { path: '/history', label: 'History', key: 'h' },
      { path: '/journal', label: 'Journal', key: 'j' },
    ],
  },
];

/** Below the others, at the bottom. */
export const settingsPage: ShellPage = { path: '/settings', label: 'Settings', key: ',' };

/** Every page, in the order of the navigation. */
export const allPages: readonly ShellPage[] = [...pageGroups.flatMap((group) => group.pages), settingsPage];
