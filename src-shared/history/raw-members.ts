import type { HistoryActor } from '../domain/history.ts';

/** A member of a fact as sent; undefined where there is none. */
export function memberOf(raw: unknown, name: string): unknown {
  return typeof raw === 'object' && raw !== null ? Reflect.get(raw, name) : undefined;
}

/** A member as text; '' for what is none. Numbers count as text: the tenant's own id is one or the other. */
export function textOf(raw: unknown, name: string): string {
  const value = memberOf(raw, name);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A member that is a list of texts; others in it are left out. */
export function textsOf(raw: unknown, name: string): readonly string[] {
  const value = memberOf(raw, name);
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** A time in milliseconds; null where there is none. */
export function momentOf(raw: unknown, name: string): number | null {
  const at = Date.parse(textOf(raw, name));
  return Number.isNaN(at) ? null : at;
}

/** Who made a fact, by what it says itself; null where it does not. */
export function authorOf(raw: unknown): HistoryActor | null {
  const name = textOf(raw, 'createdBy');
  return name === '' ? null : { name, source: 'fact', at: textOf(raw, 'createdAt') || null };
}
