import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { badRequest, notFound } from '../core/api-failure.ts';
import type { OperationRequest } from '../core/operation.ts';
import type { ApiDocument, DocumentedOperation, Parameter, Schema } from './document.ts';

/** Checks requests and replies against the OpenAPI document; validators are compiled at first use. */
export interface Contract {
  /** Types and checks the parts of a request; throws a 400 (404 for a bad path where 400 is not declared). */
  readRequest(operation: DocumentedOperation, parts: RequestParts): OperationRequest;
  /** What is wrong with a reply, or `undefined`. */
  replyFault(operation: DocumentedOperation, status: number, body: unknown): string | undefined;
}

/** A request as it came: texts from path and query, and the parsed body. */
interface RequestParts {
  path: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
}

const ROOT = 'tenant.json';

/** Statuses a gateway in front may give for any operation: not in the document's lists. */
const TRANSPORT_STATUSES = [413, 415];

function absoluteRefs(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(absoluteRefs);
  if (schema === null || typeof schema !== 'object') return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string'
        ? value.replace('#/components/schemas/', `${ROOT}#/schemas/`)
        : absoluteRefs(value),
    ]),
  );
}

/** Turns the texts of a parameter into what its schema wants; what does not fit stays a text and fails the check. */
function typed(schema: Schema, texts: readonly string[]): unknown {
  const [text = ''] = texts;
  switch (schema['type']) {
    case 'integer':
      return /^-?\d+$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'array':
      return texts.flatMap((each) => each.split(',')).filter((each) => each !== '');
    default:
      return text;
  }
}

/** Creates the checks for a document. With `strictBodies` unknown members of bodies are refused (behaviour 9). */
export function createContract(document: ApiDocument, strictBodies: boolean): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateSchema: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: ROOT, schemas: absoluteRefs(document.schemas) as Schema });
  const compiled = new WeakMap<Schema, ValidateFunction>();

  const check = (schema: Schema, value: unknown): string | undefined => {
    const validate = compiled.get(schema) ?? ajv.compile(absoluteRefs(schema) as Schema);
    compiled.set(schema, validate);
    return validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: 'value' });
  };

  const readParameter = (
    operation: DocumentedOperation,
    parameter: Parameter,
    parts: RequestParts,
  ): unknown => {
    const fromPath = parts.path[parameter.name];
    const texts =
      parameter.in === 'query'
        ? parts.query.getAll(parameter.name)
        : fromPath === undefined
          ? []
          : [fromPath];
    if (texts.length === 0) {
      if (parameter.required) throw badRequest(`${parameter.name} is missing`);
      return undefined;
    }
    const value = typed(parameter.schema, texts);
    const fault = check(parameter.schema, value);
    if (fault === undefined) return value;
    if (parameter.in === 'path' && !operation.replies.has(400)) throw notFound('No such object');
    throw badRequest(`${parameter.name}: ${fault}`);
  };

  const checkMembers = (schema: Schema, body: unknown): void => {
    const ref = schema['$ref'];
    const known = typeof ref === 'string' ? document.schemas[ref.split('/').at(-1) ?? ''] : schema;
    const properties = known?.['properties'];
    if (properties === undefined || body === null || typeof body !== 'object') return;
    const unknown = Object.keys(body).find((member) => !Object.hasOwn(properties as object, member));
    if (unknown !== undefined) throw badRequest(`Unknown member ${unknown}`);
  };

  return {
    readRequest: (operation, parts) => {
      const request: OperationRequest = { path: {}, query: {}, body: parts.body };
      for (const parameter of operation.parameters) {
        const value = readParameter(operation, parameter, parts);
        if (value === undefined) continue;
        if (parameter.in === 'path') request.path[parameter.name] = value as string | number;
        else request.query[parameter.name] = value;
      }
      const { requestBody } = operation;
      if (requestBody === undefined) return request;
      if (parts.body === undefined) {
        if (requestBody.required) throw badRequest('A body is needed');
        return request;
      }
      const schema = requestBody.schema ?? {};
      const fault = check(schema, parts.body);
      if (fault !== undefined) throw badRequest('Invalid body', fault);
      if (strictBodies) checkMembers(schema, parts.body);
      return request;
    },
    replyFault: (operation, status, body) => {
      const reply = operation.replies.get(status);
      if (reply === undefined) {
        const known = [...document.undeclaredStatuses, ...TRANSPORT_STATUSES].includes(status);
        return known ? undefined : `${operation.id} does not declare status ${status}`;
      }
      if (reply.content === undefined)
        return body === undefined ? undefined : `${operation.id} ${status} has no body`;
      if (body === undefined) return `${operation.id} ${status} needs a body`;
      if (reply.content.schema === undefined) return undefined;
      const fault = check(reply.content.schema, body);
      return fault === undefined ? undefined : `${operation.id} ${status}: ${fault}`;
    },
  };
}
