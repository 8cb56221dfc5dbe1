import type { Migration } from './migration.ts';
import { facts010 } from './migrations/mirror/010-facts.ts';
import { search020 } from './migrations/mirror/020-search.ts';
import { lookups030 } from './migrations/mirror/030-lookups.ts';
import { cursors040 } from './migrations/mirror/040-cursors.ts';
import { removedRules050 } from './migrations/mirror/050-removed-rules.ts';
import { removedAt060 } from './migrations/mirror/060-removed-at.ts';

/** All steps of the mirror's schema, oldest first. */
export const mirrorMigrations: readonly Migration[] = [
  facts010,
  search020,
  lookups030,
  cursors040,
  removedRules050,
  removedAt060,
];

/** `RLBM` in the header of each mirror. */
export const mirrorApplicationId = 0x524c424d;
