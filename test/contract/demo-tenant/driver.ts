import { expect } from 'vitest';
import {
  createDemoTenant,
  type DemoTenant,
  type ProfileName,
} from '../../../src-main/demo-tenant/demo-tenant.ts';
import { createIndependentCheck, openApiText, type Documented } from './independent-check.ts';
import { SAMPLES, type Sample } from './samples.ts';

/** A reply as the contract test looks at it. */
export interface Seen {
  status: number;
  text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- replies of every shape
  json: any;
}

/** Drives a real server and checks every reply against the document. */
export interface Driver {
  tenant: DemoTenant;
  /** Operations of the document that this profile has. */
  served: Documented[];
  /** Those it does not have. */
  absent: Documented[];
  /** Statuses seen by operationId. */
  seen: ReadonlyMap<string, Set<number>>;
  /** Signs in and returns a bearer token. */
  signIn(form: Record<string, string>): Promise<string>;
  /** Calls an operation; what the sample gives is replaced by `over`. Fails unless the status is the one expected. */
  call(
    token: string | undefined,
    operationId: string,
    status: number,
    over?: Sample & { raw?: { type: string; body: string } },
  ): Promise<Seen>;
}

const number = (version: string): number => {
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(major) * 1000 + Number(minor);
};

/** Starts a tenant of a profile on a free port. */
export async function startDriver(profile: ProfileName): Promise<Driver> {
  const check = createIndependentCheck();
  // The server's own check is off: this one has to find faults by itself.
  const tenant = createDemoTenant({
    profile,
    users: 400,
    seed: 5,
    clock: Date.now,
    openApiDocument: openApiText,
    validateReplies: false,
    switches: { rulePhaseDelayMs: 0 },
  });
  const { baseUrl } = await tenant.start();
  const has = (op: Documented): boolean =>
    (op.tag !== 'Legacy' || profile === '2.13') &&
    number(op.since) <= number(profile) &&
    (op.removedIn === undefined || number(profile) < number(op.removedIn));
  const seen = new Map<string, Set<number>>();

  const call: Driver['call'] = async (token, operationId, status, over = {}) => {
    const operation = check.operations.find((op) => op.id === operationId);
    if (operation === undefined) throw new Error(`the document has no ${operationId}`);
    const sample = { ...SAMPLES[operationId], ...over };
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(sample.path?.[name] ?? 'x'),
    );
    const url = `${baseUrl}${path}${sample.query === undefined ? '' : `?${sample.query}`}`;
    const body = over.raw?.body ?? (sample.body === undefined ? undefined : JSON.stringify(sample.body));
    const reply = await fetch(url, {
      method: operation.method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': over.raw?.type ?? 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await reply.text();
    expect(reply.status, `${operationId} ${url} ${text}`).toBe(status);
    if (has(operation)) {
      expect(
        check.faultOf(operation, status, reply.headers.get('content-type'), text),
        `${operationId} ${status}`,
      ).toBeUndefined();
      seen.set(operationId, (seen.get(operationId) ?? new Set()).add(status));
    }
    const isJson = reply.headers.get('content-type')?.startsWith('application/json') === true;
    return { status, text, json: isJson ? JSON.parse(text) : undefined };
  };

  return {
    tenant,
    served: check.operations.filter(has),
    absent: check.operations.filter((op) => !has(op)),
    seen,
    call,
    signIn: async (form) => {
      const raw = { type: 'application/x-www-form-urlencoded', body: new URLSearchParams(form).toString() };
      if (profile === '2.13') {
        const reply = await call(undefined, 'keycloakToken', 200, { path: { realm: 'runai' }, raw });
        return reply.json.access_token as string;
      }
      if (!check.operations.some((op) => op.id === 'tokenV2' && has(op))) {
        const { grant_type: grantType, ...rest } = form;
        const reply = await call(undefined, 'tokenV1', 200, { body: { grantType, ...rest } });
        return reply.json.accessToken as string;
      }
      return (await call(undefined, 'tokenV2', 200, { raw })).json.access_token as string;
    },
  };
}
