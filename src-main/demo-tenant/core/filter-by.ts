import { badRequest } from './api-failure.ts';
import { parseInstant } from './instant.ts';

/** Operators of the published filter grammar (tenant-api §2). */
type FilterOperator = '==' | '!=' | '<=' | '>=' | '=@' | '!@' | '=^' | '=$';

/** One condition; several are combined with AND (behaviour 20). */
export interface Condition {
  field: string;
  operator: FilterOperator;
  value: string;
}

/** What a record offers to filtering and sorting. Moments are numbers of a field listed in `moments`. */
export type FieldValue = string | number | boolean | null;

/** How fields of a list are to be read: which are moments and which booleans. */
export interface FieldKinds {
  moments: ReadonlySet<string>;
  booleans?: ReadonlySet<string>;
  numbers?: ReadonlySet<string>;
}

const GRAMMAR = /^([A-Za-z_0-9]+)(==|!=|<=|>=|=@|!@|=\^|=\$)(.+)$/s;

/** Reads conditions; throws a 400 for one that does not match the grammar. */
export function parseConditions(texts: readonly string[]): Condition[] {
  return texts.map((text) => {
    const match = GRAMMAR.exec(text);
    if (match === null) throw badRequest(`filterBy: "${text}" is not a condition`);
    const [, field = '', operator = '==', value = ''] = match;
    return { field, operator: operator as FilterOperator, value };
  });
}

function textTest(operator: FilterOperator, wanted: string): (value: string) => boolean {
  const low = wanted.toLowerCase();
  switch (operator) {
    case '==':
      return (value) => value === wanted;
    case '!=':
      return (value) => value !== wanted;
    case '<=':
      return (value) => value <= wanted;
    case '>=':
      return (value) => value >= wanted;
    case '=@':
      return (value) => value.toLowerCase().includes(low);
    case '!@':
      return (value) => !value.toLowerCase().includes(low);
    case '=^':
      return (value) => value.toLowerCase().startsWith(low);
    case '=$':
      return (value) => value.toLowerCase().endsWith(low);
  }
}

function numberTest(operator: FilterOperator, wanted: number): ((value: number) => boolean) | undefined {
  if (operator === '==') return (value) => value === wanted;
  if (operator === '!=') return (value) => value !== wanted;
  if (operator === '<=') return (value) => value <= wanted;
  if (operator === '>=') return (value) => value >= wanted;
  return undefined;
}

function conditionTest(condition: Condition, kinds: FieldKinds): (value: FieldValue) => boolean {
  const { field, operator, value: wanted } = condition;
  const negative = operator.startsWith('!');
  if (kinds.booleans?.has(field)) {
    if (wanted !== 'true' && wanted !== 'false')
      throw badRequest(`filterBy: ${field} is true or false, not "${wanted}"`);
    return (value) => (value !== null && String(value) === wanted) !== negative;
  }
  const isMoment = kinds.moments.has(field);
  if (isMoment || kinds.numbers?.has(field)) {
    const number = isMoment ? parseInstant(wanted) : Number(wanted);
    const test = number === undefined || Number.isNaN(number) ? undefined : numberTest(operator, number);
    if (test === undefined) throw badRequest(`filterBy: ${field}${operator}${wanted} does not fit the field`);
    return (value) => (typeof value === 'number' ? test(value) : negative);
  }
  const test = textTest(operator, wanted);
  return (value) => (value === null ? negative : test(String(value)));
}

/** Compiles conditions into one test over a record's fields. `undefined` when there are none. */
export function compileConditions<R>(
  conditions: readonly Condition[],
  kinds: FieldKinds,
  read: (record: R, field: string) => FieldValue,
): ((record: R) => boolean) | undefined {
  if (conditions.length === 0) return undefined;
  const tests = conditions.map((condition) => ({
    field: condition.field,
    test: conditionTest(condition, kinds),
  }));
  return (record) => tests.every(({ field, test }) => test(read(record, field)));
}

/** Order of two field values: nulls first, texts without case. */
export function compareFields(a: FieldValue, b: FieldValue): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (typeof a === 'string' && typeof b === 'string') {
    const [x, y] = [a.toLowerCase(), b.toLowerCase()];
    return x < y ? -1 : x > y ? 1 : a < b ? -1 : 1;
  }
  return a < b ? -1 : 1;
}
