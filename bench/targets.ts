/** Every measure: the name it is asked for by, and the file that exports it as `measure`. New ones are added here. */
export const measureFiles: Readonly<Record<string, string>> = {
  'first-sync': './sync/first-sync.ts',
  delta: './sync/delta.ts',
  'push-drain': './push/drain.ts',
  'sync-memory': './sync/sync-memory.ts',
  'windows-100k': './windows/windows-100k.ts',
  'windows-1m': './windows/windows-1m.ts',
  'rules-after-edit': './windows/rules-after-edit.ts',
  access: './access/access.ts',
  history: './history/history.ts',
  'review-freeze': './reviews/freeze.ts',
  'offline-edit': './edit/offline-edit.ts',
  export: './export/export.ts',
  'review-decide': './reviews/review-decide.ts',
  'table-scroll': './table/table-scroll.ts',
  launch: './launch/launch.ts',
};
