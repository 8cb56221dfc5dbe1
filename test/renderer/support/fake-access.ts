import { answerAccess } from '../../../src-shared/access/ask-access.ts';
import { noTenantGates } from '../../../src-shared/access/gates.ts';
import { worldOfFacts } from '../../../src-shared/access/world-of-facts.ts';
import type { RolebookApi } from '../../../src-shared/ipc/bridge-api.ts';
import { subjectQuestionSchema, whoCanQuestionSchema } from '../../../src-shared/ipc/access-contract.ts';
import {
  compareQuestionSchema,
  explainQuestionSchema,
  followUpsQuestionSchema,
  whatIfQuestionSchema,
} from '../../../src-shared/ipc/access-why-contract.ts';
import { matrixQuestionSchema } from '../../../src-shared/ipc/access-matrix-contract.ts';
import type { Envelope } from '../../../src-shared/ipc/envelope.ts';
import { toErrorBody } from '../../../src-shared/errors/to-error-body.ts';
import type { FakeFacts } from './fake-facts.ts';
import type { OverlaidFacts } from './fake-overlay.ts';

/** Questions about access over fake facts, answered by the engine itself. `later` lays the open changes over. */
export function createFakeAccess(facts: FakeFacts, later: () => OverlaidFacts): RolebookApi['access'] {
  const engine = answerAccess(({ as }) => {
    const overlaid = as === 'tenant' ? { facts, marks: new Map<string, never>() } : later();
    const stays = (id: string): boolean => overlaid.marks.get(id) !== 'removed';
    return worldOfFacts({
      users: overlaid.facts.users
        .filter(({ id, type }) => type !== 'pre-authorised' && stays(id))
        .map(({ name: _name, type, groups, ...user }) => ({
          ...user,
          isLocal: type === 'local',
          groups: [...groups],
          firstName: null,
          lastName: null,
        })),
      serviceAccounts: overlaid.facts.serviceAccounts
        .filter(({ clientId }) => stays(clientId))
        .map((account) => ({ ...account, id: account.clientId, updatedAt: null })),
      rules: overlaid.facts.rules.filter(({ id }) => stays(String(id))),
      roles: overlaid.facts.roles,
      scopes: overlaid.facts.scopes,
      gates: noTenantGates,
      asOf: null,
    });
  });
  const answered = async <T>(answer: () => T): Promise<Envelope<T>> => {
    try {
      return { ok: true, data: answer() };
    } catch (thrown) {
      return { ok: false, error: toErrorBody(thrown) };
    }
  };
  const gates = noTenantGates;
  return {
    subject: (input) => answered(() => engine.subject({ ...subjectQuestionSchema.parse(input), gates })),
    'who-can': (input) => answered(() => engine.whoCan({ ...whoCanQuestionSchema.parse(input), gates })),
    // A preview of screens writes no files.
    'export-who-can': () =>
      Promise.resolve({ ok: true, data: { outcome: 'cancelled', path: null, rows: 0, warnings: [] } }),
    explain: (input) => answered(() => engine.explain({ ...explainQuestionSchema.parse(input), gates })),
    'what-if': (input) => answered(() => engine.whatIf({ ...whatIfQuestionSchema.parse(input), gates })),
    compare: (input) => answered(() => engine.compare({ ...compareQuestionSchema.parse(input), gates })),
    'follow-ups': (input) =>
      answered(() => engine.followUps({ ...followUpsQuestionSchema.parse(input), gates })),
    matrix: (input) => answered(() => engine.matrix({ ...matrixQuestionSchema.parse(input), gates })),
    give: ({ from, to, as }) =>
      answered(() => ({
        planned: engine.compare({ ...compareQuestionSchema.parse({ left: from, right: to, as }), gates })
          .toRight,
        findings: [],
        // Saving is the service's part, which a preview of screens does not have.
        report: null,
      })),
  };
}
