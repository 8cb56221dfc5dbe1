import type { FaultAction } from './faults.ts';
import { JSON_TYPE, jsonReply, type HttpReply } from './messages.ts';

const MESSAGES: Record<number, string> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  429: 'Too many requests',
  500: 'Internal server error',
  503: 'Service unavailable',
};

function page(status: number): string {
  const title = status === 504 ? '504 Gateway Time-out' : `${status} Bad Gateway`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
}

function html(status: number, body: string): HttpReply {
  return { status, headers: { 'content-type': 'text/html' }, body };
}

/**
 * The reply of a fault that answers instead of the tenant; `undefined` for the kinds that act on the connection or
 * on the tenant's own reply.
 */
export function faultReply(action: FaultAction, now: number): HttpReply | undefined {
  switch (action.kind) {
    case 'status': {
      const message = action.message ?? MESSAGES[action.status] ?? 'Injected fault';
      const details = action.details === undefined ? {} : { details: action.details };
      return jsonReply(action.status, { code: action.status, message, ...details });
    }
    case 'html':
      return html(action.status, action.body ?? page(action.status));
    case 'too-many': {
      const reply = jsonReply(429, { code: 429, message: 'Too many requests' });
      if (action.retryAfter === undefined) return reply;
      reply.headers['retry-after'] =
        action.form === 'date'
          ? new Date(now + action.retryAfter * 1000).toUTCString()
          : String(action.retryAfter);
      return reply;
    }
    case 'huge':
      return { status: 200, headers: { 'content-type': JSON_TYPE }, body: `["${'x'.repeat(action.bytes)}"]` };
    case 'redirect':
      return { status: action.status, headers: { location: action.location }, body: undefined };
    case 'wrong-json':
      if (action.form === 'html')
        return html(200, '<!doctype html><title>Sign in to the network</title><p>Welcome</p>');
      if (action.form === 'empty') return { status: 200, headers: { 'content-type': JSON_TYPE }, body: '' };
      if (action.form === 'syntax')
        return { status: 200, headers: { 'content-type': JSON_TYPE }, body: '{"users": [' };
      return jsonReply(200, { unexpected: { shape: true } });
    default:
      return undefined;
  }
}
