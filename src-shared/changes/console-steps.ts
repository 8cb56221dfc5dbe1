import type { Change, Edit } from '../domain/change.ts';
import type { Finding } from '../rules/finding.ts';
import { signOf, subjectWords, titleOf } from './edit-words.ts';
import { placeWords } from './place-words.ts';

/** What the vendor's own console takes at once: so many subjects of one type, on so many scopes (V40). */
export const consoleLimits = { subjects: 10, scopes: 10 } as const;

/** One pass through a form of the console. */
export interface ConsoleStep {
  readonly title: string;
  /** What to enter, one line a field. */
  readonly lines: readonly string[];
  readonly changeIds: readonly string[];
}

type RuleEdit = Extract<Edit, { kind: 'rule.create' }>;
type Given = Pick<Change, 'id'> & { readonly edit: RuleEdit };

const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

const scopeKey = ({ edit }: Given): string => `${edit.scope.type} ${edit.scope.id}`;

const placeOf = (rule: Given | undefined): string =>
  rule === undefined ? '' : placeWords(rule.edit.scope.type, rule.edit.scopeName);

/** Rules of one role and kind of subject as blocks: subjects that get it on the same scopes go together. */
function blocksOf(rules: readonly Given[]): ConsoleStep[] {
  const bySubject = new Map<string, Given[]>();
  for (const rule of rules) {
    const key = rule.edit.subject.id;
    bySubject.set(key, [...(bySubject.get(key) ?? []), rule]);
  }
  const byScopes = new Map<string, Given[][]>();
  for (const own of bySubject.values()) {
    const key = own.map(scopeKey).toSorted().join('\n');
    byScopes.set(key, [...(byScopes.get(key) ?? []), own]);
  }
  return [...byScopes.values()].flatMap((subjects) =>
    chunks(subjects, consoleLimits.subjects).flatMap((some) => {
      const scopes = chunks([...new Set(some[0]?.map(scopeKey))], consoleLimits.scopes);
      return scopes.map((keys): ConsoleStep => {
        const those = some.flatMap((own) => own.filter((rule) => keys.includes(scopeKey(rule))));
        // Names are unique in one cluster only: two scopes of a name are two to choose.
        const names = keys.map((key) => those.find((rule) => scopeKey(rule) === key)).map(placeOf);
        const role = those[0]?.edit.roleName ?? '';
        return {
          title: `Access rules, + NEW ACCESS RULE: ${role}`,
          lines: [
            `Subjects: ${some
              .flatMap((own) => own.slice(0, 1))
              .map(({ edit }) => subjectWords(edit.subject))
              .join(', ')}`,
            `Role: ${role}`,
            `Scopes: ${names.join(', ')}`,
          ],
          changeIds: those.map(({ id }) => id),
        };
      });
    }),
  );
}

/** Rules in as few passes as the console's limits allow, by role and by kind of subject. */
function ruleSteps(rules: readonly Given[]): ConsoleStep[] {
  const byForm = new Map<string, Given[]>();
  for (const rule of rules) {
    const key = `${rule.edit.roleId} ${rule.edit.subject.type}`;
    byForm.set(key, [...(byForm.get(key) ?? []), rule]);
  }
  return [...byForm.values()].flatMap(blocksOf);
}

/**
 * Open changes as what to do by hand in the vendor's own console, in an order in which nothing needs what comes later:
 * what is made, access rules in blocks within {@link consoleLimits}, what changes, what goes. Pure.
 */
export function consoleSteps(changes: readonly Pick<Change, 'id' | 'edit'>[]): readonly ConsoleStep[] {
  const rules: Given[] = changes.flatMap(({ id, edit }) =>
    edit.kind === 'rule.create' ? [{ id, edit }] : [],
  );
  const one = ({ id, edit }: Pick<Change, 'id' | 'edit'>): ConsoleStep => ({
    title: titleOf(edit),
    lines: [],
    changeIds: [id],
  });
  const others = changes.filter(({ edit }) => edit.kind !== 'rule.create');
  const signed = (sign: '+' | '~' | '-'): ConsoleStep[] =>
    others.filter(({ edit }) => signOf(edit) === sign).map(one);
  return [...signed('+'), ...ruleSteps(rules), ...signed('~'), ...signed('-')];
}

/** V40: that the console takes so much at once, where that makes it more than one pass. */
export function checkConsolePasses(
  changes: readonly Pick<Change, 'id' | 'edit'>[],
  steps: readonly ConsoleStep[],
): Finding[] {
  const rules = changes.filter(({ edit }) => edit.kind === 'rule.create').length;
  const passes = steps.filter(({ lines }) => lines.length > 0).length;
  if (passes < 2) return [];
  return [
    {
      rule: 'V40',
      severity: 'info',
      field: 'changes',
      message: `The console takes one role, ${consoleLimits.subjects} subjects and ${consoleLimits.scopes} scopes at once, so that the ${rules} access rules take ${passes} passes by hand. Sending them from here has no such limit, and reports each one.`,
    },
  ];
}
