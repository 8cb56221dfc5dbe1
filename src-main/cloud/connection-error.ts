import type { ErrorKind } from '../../src-shared/errors/error-body.ts';
import { RolebookError } from '../../src-shared/errors/rolebook-error.ts';
import type { TransportFailure } from './transport.ts';

interface Entry {
  readonly codes: RegExp;
  readonly kind: ErrorKind;
  readonly reason: string;
  readonly retryable: boolean;
  /** `{host}` stands for the tenant's host. */
  readonly message: string;
  readonly hint: string;
}

const entry = (
  codes: RegExp,
  kind: ErrorKind,
  reason: string,
  retryable: boolean,
  message: string,
  hint: string,
): Entry => ({ codes, kind, reason, retryable, message, hint });

const askAdmin = 'Ask whoever runs the tenant or your network; Rolebook never skips this check.';

/** System codes of Node and of Chromium, the first that fits. Each certificate fault has words of its own. */
const entries: readonly Entry[] = [
  entry(
    /ABORTED$/,
    'cancelled',
    'cancelled',
    true,
    'Stopped before it was finished.',
    'Start it again when you like.',
  ),
  entry(
    /ROLEBOOK_CONNECT_TIMEOUT|ERR_CONNECTION_TIMED_OUT|^ETIMEDOUT$/,
    'network',
    'connect-timeout',
    true,
    '{host} did not take the connection in time.',
    'Check the address, the VPN and the firewall.',
  ),
  entry(
    /TIMEOUT|TIMED_OUT/,
    'network',
    'timeout',
    true,
    '{host} took too long to answer.',
    'Try again; a busy tenant may need a moment.',
  ),
  entry(
    /ROLEBOOK_TOO_LARGE/,
    'tenant',
    'reply-too-large',
    false,
    '{host} sent far more than was asked for; the answer was dropped.',
    'Check that the address is the tenant’s.',
  ),
  entry(
    /ROLEBOOK_REDIRECT|ERR_TOO_MANY_REDIRECTS/,
    'not-a-tenant',
    'redirected',
    false,
    '{host} sends callers elsewhere instead of answering.',
    'Use the address that the tenant’s console has after signing in.',
  ),
  entry(
    /PROXY_AUTH|^ERR_PROXY_TUNNEL$|PROXY_CONNECTION_FAILED|TUNNEL_CONNECTION_FAILED|MANDATORY_PROXY|PAC_/,
    'network',
    'proxy-failed',
    true,
    'The proxy of this network did not let the connection to {host} through.',
    'Check the proxy settings of this computer or ask your network’s administrator.',
  ),
  entry(
    /ENOTFOUND|NAME_NOT_RESOLVED/,
    'network',
    'host-not-found',
    true,
    'There is no computer named {host}.',
    'Check the spelling of the address, and the VPN if the tenant is inside a company network.',
  ),
  entry(
    /EAI_AGAIN|EAI_|DNS_/,
    'network',
    'name-lookup-failed',
    true,
    'The name {host} could not be looked up.',
    'Check that this computer has a network.',
  ),
  entry(
    /ECONNREFUSED|CONNECTION_REFUSED/,
    'network',
    'connection-refused',
    true,
    '{host} is there but nothing answers at that port.',
    'Check the port of the address; the tenant may also be down.',
  ),
  entry(
    /UNREACH|ENETDOWN|INTERNET_DISCONNECTED|NETWORK_CHANGED|ADDRESS_UNREACHABLE|EADDRNOTAVAIL/,
    'network',
    'no-network',
    true,
    'There is no way to {host} from here right now.',
    'Check the network, the VPN and the firewall.',
  ),
  entry(
    /DEPTH_ZERO_SELF_SIGNED/,
    'network',
    'tls-self-signed',
    false,
    '{host} shows a certificate that it signed itself.',
    askAdmin,
  ),
  entry(
    /SELF_SIGNED_CERT_IN_CHAIN/,
    'network',
    'tls-unknown-authority',
    false,
    'The certificate of {host} comes from an authority this computer does not know; often a network that inspects traffic.',
    'Have your company’s root certificate installed on this computer.',
  ),
  entry(
    /UNABLE_TO_(VERIFY|GET_ISSUER)|CERT_AUTHORITY_INVALID|CERT_UNTRUSTED|UNABLE_TO_GET/,
    'network',
    'tls-untrusted',
    false,
    'The certificate of {host} cannot be traced to an authority this computer trusts.',
    askAdmin,
  ),
  entry(
    /CERT_HAS_EXPIRED|CERT_DATE_INVALID/,
    'network',
    'tls-expired',
    false,
    'The certificate of {host} is out of date.',
    'Check this computer’s clock; if it is right, the tenant’s administrator must renew the certificate.',
  ),
  entry(
    /CERT_NOT_YET_VALID/,
    'network',
    'tls-not-yet-valid',
    false,
    'The certificate of {host} is not valid yet.',
    'Check this computer’s clock.',
  ),
  entry(
    /ALTNAME|CERT_COMMON_NAME_INVALID/,
    'network',
    'tls-wrong-host',
    false,
    'The certificate that answered belongs to another name than {host}.',
    'Use the name the certificate was made for, usually the one in the console’s address bar.',
  ),
  entry(
    /CERT_REVOKED/,
    'network',
    'tls-revoked',
    false,
    'The certificate of {host} has been withdrawn.',
    askAdmin,
  ),
  entry(
    /WRONG_VERSION_NUMBER|EPROTO|PACKET_LENGTH|HTTP_REQUEST|SSL_PROTOCOL_ERROR|RECORD_OVERFLOW/,
    'network',
    'tls-not-spoken',
    false,
    '{host} does not speak https at that port.',
    'Check the port of the address.',
  ),
  entry(
    /CERT|SSL|TLS/,
    'network',
    'tls-failed',
    false,
    'No safe connection to {host} could be made.',
    askAdmin,
  ),
  entry(
    /^HPE_|INVALID_HTTP_RESPONSE|INVALID_RESPONSE|UNEXPECTED_PROXY/,
    'not-a-tenant',
    'not-http',
    false,
    'What answers at {host} does not speak HTTP.',
    'Check the port of the address.',
  ),
  entry(
    /ROLEBOOK_CUT|ECONNRESET|EPIPE|CONNECTION_RESET|CONNECTION_CLOSED|EMPTY_RESPONSE|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED|UND_ERR_SOCKET|ECONNABORTED/,
    'network',
    'connection-lost',
    true,
    'The connection to {host} broke before the answer was complete.',
    'Try again.',
  ),
];

const unknown = entry(
  /^/,
  'network',
  'connection-failed',
  true,
  'The connection to {host} failed.',
  'Check the network and try again.',
);

/** A failed connection in the user's words. The code itself goes into the cause, for the log. */
export function connectionError(failure: TransportFailure, host: string): RolebookError {
  const found = entries.find((each) => each.codes.test(failure.code)) ?? unknown;
  return new RolebookError(
    {
      kind: found.kind,
      origin: 'cloud',
      reason: found.reason,
      retryable: found.retryable,
      message: found.message.replaceAll('{host}', host),
      hint: found.hint,
    },
    { cause: failure },
  );
}
