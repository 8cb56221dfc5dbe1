/** A refusal the tenant answers with its error envelope `{code, message, details?}` (tenant-api §2). */
export class ApiFailure extends Error {
  readonly status: number;
  readonly details: string | undefined;

  constructor(status: number, message: string, details?: string) {
    super(message);
    this.status = status;
    this.details = details;
  }

  /** The envelope as sent. */
  get envelope(): { code: number; message: string; details?: string } {
    return {
      code: this.status,
      message: this.message,
      ...(this.details === undefined ? {} : { details: this.details }),
    };
  }
}

/** Error codes of RFC 6749 that `/api/v2/token` uses. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'invalid_grant'
  | 'unauthorized_client'
  | 'unsupported_grant_type';

/** A refused token call. The v2 call answers the OAuth object, the v1 call the envelope (behaviour 1). */
export class TokenRefusal extends Error {
  readonly code: OAuthErrorCode;
  /** Whether client or user credentials were wrong (401) rather than the request or the grant (400). */
  readonly badCredentials: boolean;

  constructor(code: OAuthErrorCode, message: string, badCredentials = code === 'invalid_client') {
    super(message);
    this.code = code;
    this.badCredentials = badCredentials;
  }
}

export const badRequest = (message: string, details?: string): ApiFailure =>
  new ApiFailure(400, message, details);
export const unauthorized = (message: string): ApiFailure => new ApiFailure(401, message);
export const forbidden = (message: string): ApiFailure => new ApiFailure(403, message);
export const notFound = (message: string): ApiFailure => new ApiFailure(404, message);
export const conflict = (message: string): ApiFailure => new ApiFailure(409, message);
