import { Buffer } from 'node:buffer';
import { join } from 'node:path';
import type { Canary } from './marks.ts';
import type { MarkingTenant } from './marking-tenant.ts';
import type { Sandbox } from './sandbox.ts';
import { type Piece, piecesBelow } from './search.ts';

/** Somewhere no secret may be. */
export interface Place {
  readonly name: string;
  /** A folder that can be written into; null = a record that is kept in memory. */
  readonly folder: string | null;
  pieces(): Iterable<Piece>;
  /** Which secrets may be there all the same. */
  readonly mayHold?: (canary: Canary) => boolean;
}

const numbered = (name: string, bytes: readonly Buffer[]): Piece[] =>
  bytes.map((piece, at) => ({ where: `${name} ${at + 1}`, bytes: piece }));

const textPiece = (where: string, value: unknown): Piece => ({
  where,
  bytes: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
});

/** Secrets of a tenant, which may go back to it: those it issued, and those that its administrators sign in with. */
const belongsTo =
  ({ administrator, client, issued, tokens }: MarkingTenant, given: readonly string[]) =>
  ({ text }: Canary): boolean =>
    [administrator.secret, client.secret, ...issued, ...tokens, ...given].includes(text);

/** Every place there is, but the two where secrets may be: the keychain, and the files that were asked for. */
export function placesOf(sandbox: Sandbox): readonly Place[] {
  const { root, scratch, folders, streams, ipc, window, processes, elsewhere, tenants } = sandbox;
  const below = (name: string, folder: string): Place => ({
    name,
    folder,
    pieces: () => piecesBelow(folder, scratch),
  });
  // What was typed wrongly was sent to whom it was typed for.
  const typed = sandbox.marks.all
    .filter(({ name }) => /wrong secret|quoted by a refusal/.test(name))
    .map(({ text }) => text);
  return [
    below('profiles: databases, logs, settings, the window’s own', folders.profiles),
    below('temporary files', folders.temp),
    below('home: caches, settings, crash reports', folders.home),
    below('where programs were started: core files', folders.work),
    below('files that were asked for, sealed or without secrets', folders.files),
    {
      name: 'names of the files that were asked for',
      folder: null,
      pieces: () =>
        [...piecesBelow(root, scratch, [join(root, 'scratch')])].filter(({ where }) =>
          where.startsWith('name of'),
        ),
    },
    {
      name: 'standard output and error',
      folder: null,
      pieces: () => streams.map(({ who, bytes }, at) => ({ where: `${who}, part ${at + 1}`, bytes })),
    },
    { name: 'answers and notices to windows', folder: null, pieces: () => numbered('message', ipc) },
    {
      name: 'window titles, notices, announcements',
      folder: null,
      pieces: () => numbered('shown', window),
    },
    {
      name: 'arguments and environments of processes',
      folder: null,
      pieces: () =>
        [...processes.seen].map((text, at) => ({
          where: `process ${at + 1}`,
          bytes: Buffer.from(text, 'latin1'),
        })),
    },
    {
      name: 'what reached another origin',
      folder: null,
      pieces: () => numbered('bytes', elsewhere.received),
    },
    ...tenants.flatMap(({ name, there }): Place[] => [
      {
        name: `what reached ${name} outside the slots for secrets`,
        folder: null,
        pieces: () => numbered('request', there.outside),
      },
      {
        name: `what reached ${name} in those slots, of others`,
        folder: null,
        pieces: () => numbered('slot', there.slots),
        mayHold: belongsTo(there, typed),
      },
      {
        name: `journal and history of ${name}`,
        folder: null,
        pieces: () => [
          textPiece('journal', there.tenant.journal.entries),
          textPiece('requests', there.tenant.requests.entries),
        ],
      },
    ]),
  ];
}
