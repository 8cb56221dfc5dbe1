import { badRequest, notFound } from '../api-failure.ts';
import type { AuditEvent } from '../audit-trail.ts';
import type { FieldValue } from '../filter-by.ts';
import { parseInstant } from '../instant.ts';
import {
  ok,
  requireInTenant,
  requireSomewhere,
  type CallContext,
  type Operation,
  type OperationRequest,
  type OperationTable,
} from '../operation.ts';
import { narrow, textOf, type SmallList } from './pages.ts';

const listIdps: Operation = (call) => {
  requireSomewhere(call, call.state.profile.signInResource, 'read');
  return ok(call.state.identityProviders);
};

function findIdp(call: CallContext, request: OperationRequest): Record<string, unknown> {
  requireSomewhere(call, call.state.profile.signInResource, 'read');
  const idp = call.state.identityProviders.find(({ alias }) => alias === request.path['idpAlias']);
  if (idp === undefined) throw notFound('Identity provider not found');
  return idp;
}

const getIdpMappers: Operation = (call, request) => {
  const idp = findIdp(call, request);
  return ok({ alias: idp['alias'], ...(idp['mappers'] as object) });
};

const getSecuritySettings: Operation = (call) => {
  requireSomewhere(call, call.state.profile.signInResource, 'read');
  return ok(call.state.securitySettings);
};

const getSecuritySetting: Operation = (call, request) => {
  requireSomewhere(call, call.state.profile.signInResource, 'read');
  const value = call.state.securitySettings[String(request.path['key'])];
  if (value === undefined) throw notFound('No such setting');
  return ok(value);
};

const listTenantSettings: Operation = (call) => {
  requireSomewhere(call, 'settings', 'read');
  return ok(call.state.tenantSettings);
};

/** Open to everyone signed in: consoles need to know whether departments are shown. */
const getTenantSetting: Operation = (call, request) => {
  const setting = call.state.tenantSettings.find(({ key }) => key === request.path['settingKey']);
  return ok(setting?.['value'] === true);
};

const AUDIT_LIST: SmallList<AuditEvent> = {
  kinds: { moments: new Set(['timestamp']) },
  searched: [],
  read: (event, field): FieldValue =>
    field === 'timestamp'
      ? (parseInstant(event.timestamp) ?? null)
      : ((event[field as keyof AuditEvent] as string | undefined) ?? null),
};

function eventsOf(call: CallContext, request: OperationRequest): AuditEvent[] {
  requireInTenant(call, 'events-history', 'read');
  const start = parseInstant(textOf(request, 'start') ?? '');
  const end = parseInstant(textOf(request, 'end') ?? '');
  if (start === undefined || end === undefined) throw badRequest('start and end are needed');
  if (end < start) throw badRequest('end lies before start');
  return narrow(call.state.audit.between(start, end, call.now), AUDIT_LIST, request);
}

const samplesOf = (request: OperationRequest): number =>
  (request.query['numberOfSamples'] as number | undefined) ?? 20;

const listAuditLogs: Operation = (call, request) => {
  const events = eventsOf(call, request);
  const offset = (request.query['offset'] as number | undefined) ?? 0;
  const end = offset + samplesOf(request);
  return ok({
    total: events.length,
    ...(end < events.length ? { next: end } : {}),
    [call.state.switches.auditListMember]: events.slice(offset, end),
  });
};

const CSV_COLUMNS = [
  'id',
  'timestamp',
  'tenant_id',
  'subject',
  'subject_type',
  'source_ip',
  'action',
  'http_method',
  'url',
  'entity_type',
  'entity_name',
  'entity_id',
  'result',
  'http_status_code',
  'request_id',
] as const satisfies readonly (keyof AuditEvent)[];

function csvCell(value: unknown): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const downloadAuditLogs: Operation = (call, request) => {
  const events = eventsOf(call, request).slice(0, samplesOf(request));
  if (textOf(request, 'file_type') === 'JSON') return { status: 200, file: JSON.stringify(events) };
  const lines = events.map((event) => CSV_COLUMNS.map((column) => csvCell(event[column])).join(','));
  return { status: 200, file: `${[CSV_COLUMNS.join(','), ...lines].join('\r\n')}\r\n` };
};

/** Single sign-on, settings and event history (tenant-api §3.7, §3.9, §3.10). */
export const administrationOperations: OperationTable = {
  listIdps,
  getIdp: (call, request) => ok(findIdp(call, request)),
  getIdpMappers,
  getSecuritySettings,
  getSecuritySetting,
  listTenantSettings,
  getTenantSetting,
  listAuditLogs,
  downloadAuditLogs,
};
