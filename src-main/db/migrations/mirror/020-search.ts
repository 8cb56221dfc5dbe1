import type { Migration } from '../../migration.ts';

/**
 * Trigram search over e-mail and name of users, by row number. Text goes in folded (see fold-text.ts) and is compared
 * exactly, so that search means the same here and in a scan; it is not stored a second time. Without positions
 * (`detail = none`) a match only says that all trigrams occur: who asks checks the text itself.
 */
export const search020: Migration = {
  version: 20,
  name: 'search',
  up(database) {
    database.exec(`
      CREATE VIRTUAL TABLE user_search USING fts5 (
        email, name, tokenize = 'trigram case_sensitive 1', content = '', contentless_delete = 1, detail = none
      );
    `);
  },
};
