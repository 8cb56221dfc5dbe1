import { z } from 'zod';
import { call } from './define.ts';

/** Whose draft it is: the editor of a role by what it edits, or a dialog. */
const name = z.string().regex(/^(new-user|new-rules|role-editor:(new|clone|edit):[\d-]*)$/);
/** What was typed and chosen, as the page that made it reads it again; it holds no secret: no such form asks for one. */
const text = z.string().min(1).max(500_000);

/** What was typed and not saved, over a lock: kept in the main process's memory, never on a disk. */
export const draftsCalls = {
  'drafts.keep': call(z.strictObject({ name, text }), z.null()),
  /** Saved, or given up. */
  'drafts.drop': call(z.strictObject({ name }), z.null()),
  /** What the last lock took off the screen, of the open tenant; answered once. */
  'drafts.takeBack': call(z.strictObject({}), z.array(z.object({ name, text }))),
};
