import type { Contract } from '../contract/contract.ts';
import type { ApiDocument, DocumentedOperation } from '../contract/document.ts';
import { ApiFailure } from '../core/api-failure.ts';
import type { OperationReply } from '../core/operation.ts';
import type { Arrival, TenantCore } from '../core/tenant-core.ts';
import { jsonReply, type HttpReply, type HttpRequest } from './messages.ts';
import { createRoutes, type RouteMatch } from './routes.ts';
import { createTokenCalls, parseJson } from './token-calls.ts';

/** Requests in, replies out, without sockets. */
export interface Exchange {
  /** Operations this profile serves. */
  operations: DocumentedOperation[];
  route(request: HttpRequest): RouteMatch;
  respond(request: HttpRequest): HttpReply;
  /** Replies that broke the document, newest last. */
  replyFaults: readonly string[];
}

export interface ExchangeOptions {
  core: TenantCore;
  contract: Contract;
  document: ApiDocument;
  /** Check replies against the document; a reply that breaks it becomes a 500 and is recorded. */
  validateReplies: boolean;
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

function bearerOf(request: HttpRequest): string | undefined {
  return /^Bearer ([\w.-]+)$/.exec(request.headers['authorization'] ?? '')?.[1];
}

function written(reply: OperationReply): HttpReply {
  if (reply.text !== undefined) {
    return {
      status: reply.status,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: reply.text,
    };
  }
  if (reply.file !== undefined) {
    return {
      status: reply.status,
      headers: { 'content-type': 'application/octet-stream' },
      body: reply.file,
    };
  }
  return reply.json === undefined
    ? { status: reply.status, headers: {}, body: undefined }
    : jsonReply(reply.status, reply.json);
}

/** Creates the exchange of one tenant. */
export function createExchange({ core, contract, document, validateReplies }: ExchangeOptions): Exchange {
  const routes = createRoutes(document.operations, core.state.profile);
  const tokenCalls = createTokenCalls(core, contract, document);
  const replyFaults: string[] = [];

  const route = (request: HttpRequest): RouteMatch => routes.match(request.method, pathOf(request.url));

  const discovery = (request: HttpRequest, path: Record<string, string>): HttpReply => {
    if (path['realm'] !== 'runai') return { status: 404, headers: {}, body: undefined };
    const issuer = `http://${request.headers['host'] ?? '127.0.0.1'}/auth/realms/runai`;
    return jsonReply(200, { issuer, token_endpoint: `${issuer}/protocol/openid-connect/token` });
  };

  const perform = (request: HttpRequest, match: RouteMatch): HttpReply => {
    if (match.kind === 'nothing') throw new ApiFailure(404, 'Not found');
    if (match.kind === 'wrong-method') throw new ApiFailure(405, 'Method not allowed');
    const { operation, path } = match;
    const arrival: Arrival = { method: request.method, url: pathOf(request.url), sourceIp: request.sourceIp };
    if (operation.tag === 'Tokens' || operation.id === 'keycloakToken') {
      return operation.id === 'keycloakToken' && path['realm'] !== 'runai'
        ? jsonReply(400, { error: 'invalid_request', error_description: 'Realm does not exist' })
        : tokenCalls(operation, request, arrival);
    }
    if (!operation.needsToken) return discovery(request, path);

    const caller = core.authenticate(bearerOf(request));
    const type = request.headers['content-type'] ?? '';
    if (operation.requestBody !== undefined && request.body !== '' && !/^application\/json\b/.test(type)) {
      throw new ApiFailure(415, 'The body must be JSON');
    }
    const at = request.url.indexOf('?');
    const typed = contract.readRequest(operation, {
      path,
      query: new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1)),
      body: operation.requestBody === undefined ? undefined : parseJson(request.body),
    });
    return written(core.run(operation.id, caller, typed, arrival));
  };

  const checked = (operation: DocumentedOperation, reply: HttpReply): HttpReply => {
    const isJson = reply.headers['content-type']?.startsWith('application/json') === true;
    const body: unknown = reply.body !== undefined && isJson ? JSON.parse(reply.body) : reply.body;
    const fault = contract.replyFault(operation, reply.status, body);
    if (fault === undefined) return reply;
    replyFaults.push(fault);
    return jsonReply(500, { code: 500, message: 'The reply breaks the document', details: fault });
  };

  return {
    operations: routes.operations,
    route,
    replyFaults,
    respond: (request) => {
      const match = route(request);
      let reply: HttpReply;
      try {
        reply = perform(request, match);
      } catch (failure) {
        if (!(failure instanceof ApiFailure)) throw failure;
        reply = jsonReply(failure.status, failure.envelope);
        if (match.kind === 'wrong-method') reply.headers['allow'] = match.allowed.join(', ');
      }
      return validateReplies && match.kind === 'operation' ? checked(match.operation, reply) : reply;
    },
  };
}
