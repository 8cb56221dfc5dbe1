import { parse } from 'yaml';

/** A JSON Schema as it stands in the document. */
export type Schema = Record<string, unknown>;

/** A path or query parameter of an operation. */
export interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: Schema;
}

/** A body in one content type; no schema when the document describes none. */
interface Content {
  type: string;
  schema: Schema | undefined;
}

/** One operation of the document, with references to parameters and responses followed. */
export interface DocumentedOperation {
  id: string;
  tag: string;
  method: string;
  path: string;
  since: string | undefined;
  removedIn: string | undefined;
  needsToken: boolean;
  parameters: Parameter[];
  requestBody: (Content & { required: boolean }) | undefined;
  /** Reply by status; `content` is missing when the reply has no body. */
  replies: Map<number, { content: Content | undefined }>;
}

/** The part of the OpenAPI document the demo tenant works with. */
export interface ApiDocument {
  operations: DocumentedOperation[];
  /** `components.schemas`. */
  schemas: Record<string, Schema>;
  /** Statuses that may come from any operation although none declares them. */
  undeclaredStatuses: number[];
}

interface RawOperation {
  operationId: string;
  tags: string[];
  security?: unknown[];
  parameters?: unknown[];
  requestBody?: { required?: boolean; content: Record<string, { schema?: Schema }> };
  responses: Record<string, unknown>;
  'x-since'?: string;
  'x-removed-in'?: string;
}

interface RawDocument {
  paths: Record<string, Record<string, RawOperation>>;
  components: { schemas: Record<string, Schema> };
  'x-undeclared-but-possible-statuses'?: number[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

function follow(document: unknown, value: unknown): Record<string, unknown> {
  const ref = (value as { $ref?: string }).$ref;
  if (ref === undefined) return value as Record<string, unknown>;
  let node: unknown = document;
  for (const part of ref.replace('#/', '').split('/')) node = (node as Record<string, unknown>)[part];
  return node as Record<string, unknown>;
}

function firstContent(content: Record<string, { schema?: Schema }> | undefined): Content | undefined {
  const [type, body] = Object.entries(content ?? {})[0] ?? [];
  return type === undefined ? undefined : { type, schema: body?.schema };
}

function readOperation(
  document: RawDocument,
  path: string,
  method: string,
  raw: RawOperation,
): DocumentedOperation {
  const parameters = (raw.parameters ?? []).map((entry): Parameter => {
    const parameter = follow(document, entry) as unknown as Parameter & { required?: boolean };
    return {
      name: parameter.name,
      in: parameter.in,
      required: parameter.required,
      schema: parameter.schema,
    };
  });
  const body = firstContent(raw.requestBody?.content);
  const replies = Object.entries(raw.responses).map(
    ([status, entry]): [number, { content: Content | undefined }] => {
      const response = follow(document, entry) as { content?: Record<string, { schema?: Schema }> };
      return [Number(status), { content: firstContent(response.content) }];
    },
  );
  return {
    id: raw.operationId,
    tag: raw.tags[0] ?? '',
    method: method.toUpperCase(),
    path,
    since: raw['x-since'],
    removedIn: raw['x-removed-in'],
    needsToken: raw.security === undefined || raw.security.length > 0,
    parameters,
    requestBody: body === undefined ? undefined : { ...body, required: raw.requestBody?.required === true },
    replies: new Map(replies),
  };
}

/** Reads the text of the OpenAPI document: YAML, or JSON, which is read some fifty times faster. */
export function readDocument(text: string): ApiDocument {
  const document = (text.startsWith('{') ? JSON.parse(text) : parse(text)) as RawDocument;
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, raw]) => readOperation(document, path, method, raw)),
  );
  return {
    operations,
    schemas: document.components.schemas,
    undeclaredStatuses: document['x-undeclared-but-possible-statuses'] ?? [],
  };
}
