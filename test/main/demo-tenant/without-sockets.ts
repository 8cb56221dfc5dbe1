import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { parse } from 'yaml';
import {
  createDemoTenant,
  type ClientCredentials,
  type DemoTenant,
  type DemoTenantOptions,
  type LocalCredentials,
} from '../../../src-main/demo-tenant/demo-tenant.ts';

/** The OpenAPI document shipped with the project, as JSON text. */
export const openApiDocument = JSON.stringify(
  parse(readFileSync(new URL('../../../resources/tenant-openapi.yaml', import.meta.url), 'utf8')),
);

/** A reply as tests look at it. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look into replies of every shape
  json: any;
}

/** Who calls: sign-in data, a token, or nobody. */
export type As = LocalCredentials | ClientCredentials | { token: string } | undefined;

/** A tenant with a clock of its own, called without sockets. */
export interface Bench {
  tenant: DemoTenant;
  /** Lets time pass. */
  advance(ms: number): void;
  now(): number;
  call(as: As, method: string, url: string, body?: unknown): Answer;
  /** Token of a caller; asked for once. */
  token(as: LocalCredentials | ClientCredentials): string;
  form(fields: Record<string, string>): Answer;
}

/** Makes a small tenant whose clock starts on 1 November 2026. */
export function createBench(options: Partial<DemoTenantOptions> = {}): Bench {
  let now = Date.UTC(2026, 10, 1, 9, 30, 0, 123);
  const tenant = createDemoTenant({
    profile: '3.0',
    users: 400,
    seed: 1,
    clock: () => now,
    openApiDocument,
    ...options,
  });
  const tokens = new Map<unknown, string>();

  const send = (method: string, url: string, headers: Record<string, string>, body: string): Answer => {
    const reply = tenant.exchange.respond({ method, url, headers, body, sourceIp: '127.0.0.1' });
    const text = reply.body ?? '';
    const isJson = reply.headers['content-type']?.startsWith('application/json') === true && text !== '';
    return {
      status: reply.status,
      headers: reply.headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    };
  };
  const form = (fields: Record<string, string>): Answer =>
    send(
      'POST',
      '/api/v2/token',
      { 'content-type': 'application/x-www-form-urlencoded' },
      new URLSearchParams(fields).toString(),
    );
  const token: Bench['token'] = (as) => {
    const known = tokens.get(as);
    if (known !== undefined) return known;
    const answer =
      'email' in as
        ? form({ grant_type: 'password', username: as.email, password: as.password })
        : form({ grant_type: 'client_credentials', client_id: as.clientId, client_secret: as.clientSecret });
    expect(answer.status, answer.text).toBe(200);
    tokens.set(as, answer.json.access_token);
    return answer.json.access_token;
  };
  return {
    tenant,
    form,
    token,
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
    call: (as, method, url, body) => {
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      if (as !== undefined) headers['authorization'] = `Bearer ${'token' in as ? as.token : token(as)}`;
      return send(method, url, headers, body === undefined ? '' : JSON.stringify(body));
    },
  };
}

/** The first department, with a project of it and one of another department. */
export function placesOf(bench: Bench): { department: string; inside: string; outside: string } {
  const { units } = bench.tenant.core.state;
  const department = units.departments[0]?.scope.id ?? '';
  const inside = units.projects.find((p) => p.json['parentId'] === department)?.scope.id ?? '';
  const outside = units.projects.find((p) => p.json['parentId'] !== department)?.scope.id ?? '';
  return { department, inside, outside };
}

/** Id of a role by name. */
export function roleId(bench: Bench, name: string): number {
  const role = bench.tenant.core.state.roles.byName(name);
  expect(role, name).toBeDefined();
  return role?.id ?? -1;
}
