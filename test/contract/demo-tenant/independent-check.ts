import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

type Json = Record<string, unknown>;

/** Text of the OpenAPI document shipped with the project. */
export const openApiText = readFileSync(
  new URL('../../../resources/tenant-openapi.yaml', import.meta.url),
  'utf8',
);

/** An operation as the document has it. */
export interface Documented {
  id: string;
  tag: string;
  method: string;
  path: string;
  since: string;
  removedIn: string | undefined;
  open: boolean;
  responses: Record<string, Json>;
}

/**
 * A second reader of the document, sharing no code with the demo tenant and stricter: a member the document does
 * not describe is a fault, unless the schema says that more may come.
 */
export interface IndependentCheck {
  operations: Documented[];
  /** Faults of a reply: undeclared status, wrong content type, a body where none belongs, a body off its schema. */
  faultOf(
    operation: Documented,
    status: number,
    contentType: string | null,
    text: string,
  ): string | undefined;
}

const EVERYWHERE = new Set([405, 413, 415, 429, 501, 502, 504]);

/** Reads the document from its text. */
export function createIndependentCheck(): IndependentCheck {
  const document = parse(openApiText) as {
    paths: Record<string, Record<string, Json>>;
    components: { schemas: Record<string, Json>; responses: Record<string, Json> };
  };
  const { schemas, responses } = document.components;

  const target = (schema: Json): Json => {
    const name = (schema['$ref'] as string | undefined)?.split('/').at(-1);
    return name === undefined ? schema : (schemas[name] ?? {});
  };
  /** Closes objects against members that are not described; parts of an allOf are merged first. */
  const closed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(closed);
    if (value === null || typeof value !== 'object') return value;
    let schema = value as Json;
    const ref = schema['$ref'];
    if (typeof ref === 'string')
      return { $ref: ref.replace('#/components/schemas/', 'check.json#/schemas/') };
    if (Array.isArray(schema['allOf'])) {
      const parts = (schema['allOf'] as Json[]).map(target);
      schema = {
        type: 'object',
        properties: Object.assign({}, ...parts.map((part) => part['properties'])) as Json,
        required: parts.flatMap((part) => (part['required'] as string[] | undefined) ?? []),
      };
    }
    const inner = Object.fromEntries(
      Object.entries(schema).map(([key, each]) =>
        key === 'properties'
          ? [
              key,
              Object.fromEntries(
                Object.entries(each as Json).map(([name, property]) => [name, closed(property)]),
              ),
            ]
          : [key, closed(each)],
      ),
    );
    const open = 'additionalProperties' in inner || !('properties' in inner);
    return open ? inner : { ...inner, additionalProperties: false };
  };

  const ajv = new Ajv2020({ strict: false, validateSchema: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'check.json', schemas: closed(schemas) as Json });
  const compiled = new Map<string, ValidateFunction>();

  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
      .map(([method, raw]): Documented => {
        const replies = Object.entries(raw['responses'] as Record<string, Json>).map(
          ([status, reply]): [string, Json] => {
            const ref = (reply['$ref'] as string | undefined)?.split('/').at(-1);
            return [status, ref === undefined ? reply : (responses[ref] ?? {})];
          },
        );
        return {
          id: raw['operationId'] as string,
          tag: (raw['tags'] as string[])[0] ?? '',
          method: method.toUpperCase(),
          path,
          since: (raw['x-since'] as string | undefined) ?? '0.0',
          removedIn: raw['x-removed-in'] as string | undefined,
          open: Array.isArray(raw['security']) && raw['security'].length === 0,
          responses: Object.fromEntries(replies),
        };
      }),
  );

  return {
    operations,
    faultOf: (operation, status, contentType, text) => {
      const reply = operation.responses[String(status)];
      if (reply === undefined) return EVERYWHERE.has(status) ? undefined : `status ${status} is not declared`;
      const content = reply['content'] as Record<string, { schema?: Json }> | undefined;
      if (content === undefined) return text === '' ? undefined : 'there is a body where none belongs';
      const [type = '', body] = Object.entries(content)[0] ?? [];
      if (contentType?.split(';')[0] !== type) return `content type ${contentType} instead of ${type}`;
      if (type !== 'application/json') return text === '' ? 'the file is empty' : undefined;
      const key = `${operation.id} ${status}`;
      const validate = compiled.get(key) ?? ajv.compile(closed(body?.schema ?? {}) as Json);
      compiled.set(key, validate);
      return validate(JSON.parse(text)) ? undefined : ajv.errorsText(validate.errors);
    },
  };
}
