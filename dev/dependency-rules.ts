import type { IConfiguration, IForbiddenRuleType } from 'dependency-cruiser';

/**
 * What a file may import, told by its path (docs/conventions.md, "Rooms and levels"). Read by dependency-cruiser in
 * `npm run check`; test/dev/dependency-rules.test.ts proves that each rule really refuses something.
 */

const neighbours = ['db', 'cloud', 'secrets', 'files'];

const levels: readonly (readonly string[])[] = [
  ['log', 'system'],
  neighbours,
  ['sync', 'session', 'services'],
  ['ipc', 'cli', 'app'],
];

const inRoom = (rooms: readonly string[]): string => `^src-main/(${rooms.join('|')})/`;

/** A room may not import a room of a higher level. */
const upward: IForbiddenRuleType[] = levels.slice(0, -1).map((rooms, level) => ({
  name: `level-${level}-not-upward`,
  comment: `${rooms.join(', ')} may not import a higher level.`,
  severity: 'error',
  from: { path: inRoom(rooms) },
  to: {
    path: [
      inRoom(levels.slice(level + 1).flat()),
      '^src-main/(compose|index)\\.ts$',
      '^src-main/demo-tenant/',
    ],
  },
}));

/** Rooms of level 1 are strangers to each other. */
const strangers: IForbiddenRuleType[] = neighbours.map((room) => ({
  name: `${room}-knows-no-neighbour`,
  comment: `${room} imports neither of ${neighbours.filter((other) => other !== room).join(', ')}.`,
  severity: 'error',
  from: { path: inRoom([room]) },
  to: { path: inRoom(neighbours.filter((other) => other !== room)) },
}));

const rules: IConfiguration = {
  forbidden: [
    ...upward,
    ...strangers,
    {
      name: 'shared-is-pure',
      comment: 'src-shared imports nothing but zod.',
      severity: 'error',
      from: { path: '^src-shared/' },
      to: { pathNot: ['^src-shared/', '^node_modules/zod/'] },
    },
    {
      name: 'main-not-renderer',
      severity: 'error',
      from: { path: '^src-main/' },
      to: { path: '^src-renderer/' },
    },
    {
      name: 'renderer-not-main',
      severity: 'error',
      from: { path: '^src-renderer/' },
      to: { path: '^src-main/' },
    },
    {
      name: 'only-composition-starts-the-demo-tenant',
      severity: 'error',
      from: { path: '^src-main/', pathNot: ['^src-main/demo-tenant/', '^src-main/compose(-demo)?\\.ts$'] },
      to: { path: '^src-main/demo-tenant/' },
    },
    {
      name: 'demo-tenant-stands-alone',
      severity: 'error',
      from: { path: '^src-main/demo-tenant/' },
      to: { path: '^src-main/', pathNot: '^src-main/demo-tenant/' },
    },
    {
      name: 'preload-has-no-packages',
      comment: 'The preload is sandboxed: Electron and the channel list, nothing else.',
      severity: 'error',
      from: { path: '^src-main/preload/' },
      to: {
        pathNot: ['^src-main/preload/', '^src-shared/ipc/', '^node_modules/electron/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'features-are-strangers',
      severity: 'error',
      from: { path: '^src-renderer/features/([^/]+)/' },
      to: { path: '^src-renderer/features/([^/]+)/', pathNot: '^src-renderer/features/$1/' },
    },
    {
      name: 'ui-and-bridge-at-the-bottom',
      severity: 'error',
      from: { path: '^src-renderer/(ui|bridge)/' },
      to: { path: '^src-renderer/(features|stores)/' },
    },
    {
      name: 'stores-below-features',
      severity: 'error',
      from: { path: '^src-renderer/stores/' },
      to: { path: '^src-renderer/features/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^src-' },
      to: { path: '^(test|bench|dev)/' },
    },
    {
      name: 'one-room-for-sql',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/db/' },
      to: { path: 'node_modules/better-sqlite3' },
    },
    {
      name: 'one-file-for-the-keychain',
      severity: 'error',
      from: { path: '^src-', pathNot: '^src-main/secrets/keytar-keychain\\.ts$' },
      to: { path: 'node_modules/keytar' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.css'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};

export default rules;
