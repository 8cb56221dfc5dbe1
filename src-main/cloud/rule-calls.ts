import type { AccessRule } from '../../src-shared/domain/access-rule.ts';
import type { SubjectRef } from '../../src-shared/domain/subject.ts';
import { accessRuleFromWire } from '../../src-shared/wire/access-rule-wire.ts';
import { rowsOfPage } from '../../src-shared/wire/parse-guarded.ts';
import { serviceAccountFromWire } from '../../src-shared/wire/service-account-wire.ts';
import type { Dialect } from './dialects/dialect.ts';
import { editCall } from './edit-call.ts';
import { requestOf } from './edit-request.ts';
import { goneOrDone, isGone } from './gone.ts';
import { type Http, PAGE_BYTES } from './http.ts';
import { jsonOf } from './reply-json.ts';
import { type Query, segment } from './request-url.ts';
import type { TenantClient } from './tenant-client.ts';

const json200 = { statuses: [200], body: 'json' } as const;
const pageSize = 500;

type RuleCalls = Pick<TenantClient, 'readRule' | 'deleteRule' | 'rulesOf'> & {
  /** Other names under which rules may know the subject (tenant-api §5, questions 1 and 2). */
  otherIdsOf(subject: SubjectRef): Promise<readonly string[]>;
};

/** The reading and deleting half of access rules (tenant-api §3.4). */
export function createRuleCalls(http: Http, dialect: Dialect, findUser: TenantClient['findUser']): RuleCalls {
  const { path } = dialect.lists['access-rules'];

  async function all(query: Query): Promise<{ rule: AccessRule; raw: unknown }[]> {
    const found: { rule: AccessRule; raw: unknown }[] = [];
    for (let offset = 0; ; offset += pageSize) {
      const reply = await http.send({
        method: 'GET',
        path,
        query: { ...query, sortBy: 'createdAt', sortOrder: 'asc', offset, limit: pageSize },
        expect: json200,
        repeat: 'safe',
        authorised: true,
        maxBytes: PAGE_BYTES,
      });
      const rows = rowsOfPage(jsonOf(reply, 'access rules'), 'accessRules', 'access rules');
      for (const raw of rows) found.push({ rule: accessRuleFromWire(raw), raw });
      if (rows.length < pageSize) return found;
    }
  }

  async function otherIdsOf(subject: SubjectRef): Promise<readonly string[]> {
    if (subject.type === 'user') {
      const user = await findUser(subject.id);
      return user === null ? [] : [user.id];
    }
    if (subject.type !== 'service-account' && subject.type !== 'app') return [];
    const list = dialect.lists['service-accounts'];
    const reply = await http.send({
      method: 'GET',
      path: list.path,
      expect: json200,
      repeat: 'safe',
      authorised: true,
      maxBytes: PAGE_BYTES,
    });
    const accounts = rowsOfPage(jsonOf(reply, 'service accounts'), list.rowsMember, 'service accounts').map(
      serviceAccountFromWire,
    );
    const account = accounts.find(({ clientId, name, id }) => [clientId, name, id].includes(subject.id));
    return account === undefined
      ? []
      : [account.clientId, account.name, account.id].filter((id) => id !== subject.id);
  }

  return {
    otherIdsOf,

    async rulesOf(subject) {
      const ids = [subject.id, ...(await otherIdsOf(subject))];
      const wanted = new Set(ids.map((id) => comparable(subject, id)));
      const byId = new Map<number, { rule: AccessRule; raw: unknown }>();
      for (const id of new Set(ids)) {
        for (const found of await all(queryFor(id))) byId.set(found.rule.id, found);
      }
      return [...byId.values()].filter(
        ({ rule }) =>
          rule.deletedAt === null &&
          sameSubjectType(rule.subjectType, subject.type) &&
          wanted.has(comparable(subject, rule.subjectId)),
      );
    },

    async readRule(id) {
      try {
        const reply = await http.send({
          method: 'GET',
          path: `${path}/${segment(id)}`,
          expect: json200,
          repeat: 'safe',
          authorised: true,
        });
        const raw = jsonOf(reply, 'an access rule');
        return accessRuleFromWire(raw).deletedAt === null ? raw : null;
      } catch (error) {
        if (isGone(error)) return null;
        throw error;
      }
    },

    deleteRule: (id, op) =>
      goneOrDone(
        http.send({
          ...editCall(requestOf({ kind: 'rule.delete', ruleId: id }, dialect), op),
          expect: { statuses: [204, 200, 202], body: 'nothing' },
          repeat: 'once',
          authorised: true,
        }),
      ),
  };
}

/**
 * A list narrowed to one subject. Group names may hold commas (LDAP), which separate conditions and cannot be
 * escaped (tenant-api §2): the longest part without one is contained in the whole, and the rest is sorted out here.
 */
function queryFor(id: string): Query {
  if (!id.includes(',')) return { filterBy: [`subjectId==${id}`] };
  const part = id.split(',').reduce((longest, each) => (each.length > longest.length ? each : longest), '');
  return part === '' ? {} : { filterBy: [`subjectId=@${part}`] };
}

/** E-mails are compared without case; names of groups and accounts are exact. */
function comparable(subject: SubjectRef, id: string): string {
  return subject.type === 'user' ? id.toLowerCase() : id;
}

/** Applications became service accounts; rules from before keep the old word. */
function sameSubjectType(ofRule: string, wanted: SubjectRef['type']): boolean {
  const modern = (type: string): string => (type === 'app' ? 'service-account' : type);
  return modern(ofRule) === modern(wanted);
}
