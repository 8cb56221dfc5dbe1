import { permissionActions } from '../domain/role.ts';

/** A role as a printed table knows it. */
export interface MatrixRole {
  readonly id: string;
  /** Its whole name. */
  readonly name: string;
  /** The heading of its column, as printed. */
  readonly column: string;
  /** What it is called in the users API of that time; null where that is not known. */
  readonly legacyKey: string | null;
  /** What somebody needs beside, for the role to take effect. */
  readonly requires: readonly string[];
}

/** A kind of thing that a printed table speaks of. */
export interface MatrixEntity {
  readonly id: string;
  /** As printed. */
  readonly name: string;
  readonly group: string;
  /** One text for each role, as printed, in the order of the roles. */
  readonly cells: readonly string[];
}

/** An oddity of a printed page, and what Rolebook makes of it. */
export interface MatrixNote {
  /** e.g. `O11`. */
  readonly id: string;
  readonly text: string;
  /** Entities and roles it is about, by id. Where both are named it stands on the cells in which they meet. */
  readonly entities: readonly string[];
  readonly roles: readonly string[];
  /** Stands on every cell with this text. */
  readonly onText?: string;
}

/** Roles by entity, as one version prints them: data, never code (R34). */
export interface RoleMatrix {
  readonly version: string;
  /** Other versions for which the same table holds. */
  readonly alsoFor: readonly string[];
  readonly roles: readonly MatrixRole[];
  readonly entities: readonly MatrixEntity[];
  readonly notes: readonly MatrixNote[];
}

/** A cell taken apart. */
export interface MatrixCell {
  readonly entity: string;
  readonly role: string;
  /** As printed. */
  readonly cell: string;
  readonly actions: readonly string[];
  /** What stands in brackets behind the letters, e.g. `Projects only`. */
  readonly scopeNote: string | null;
  /** Ids of the notes on it. */
  readonly notes: readonly string[];
}

const letters = new Map(permissionActions.map((action) => [action.charAt(0).toUpperCase(), action]));

/** The actions and the note in brackets of a printed cell; `N/A` and `-` give nothing (O12). */
export function readCell(cell: string): Pick<MatrixCell, 'actions' | 'scopeNote'> {
  const [, word = '', note = null] = /^([CRUD]+)(?: \((.+)\))?$/.exec(cell) ?? [];
  return { actions: word.split('').flatMap((letter) => letters.get(letter) ?? []), scopeNote: note };
}

const isOn = (note: MatrixNote, entity: string, role: string, cell: string): boolean =>
  note.onText === cell || (note.entities.includes(entity) && note.roles.includes(role));

/** All cells of a table, row by row. */
export function cellsOf(matrix: RoleMatrix): MatrixCell[] {
  return matrix.entities.flatMap((entity) =>
    matrix.roles.map((role, column): MatrixCell => {
      const cell = entity.cells[column] ?? '';
      return {
        entity: entity.id,
        role: role.id,
        cell,
        ...readCell(cell),
        notes: matrix.notes.filter((note) => isOn(note, entity.id, role.id, cell)).map(({ id }) => id),
      };
    }),
  );
}
