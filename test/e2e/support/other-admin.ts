import { z } from 'zod';
import type { TenantOverHttp } from './tenant-over-http.ts';

const tokenReply = z.object({ access_token: z.string() });

/** Another administrator with a session of their own, who works at the tenant's API. */
export interface OtherAdmin {
  /** Calls the API; fails on any answer that is not a success. */
  call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<unknown>;
}

/** Signs another administrator in. */
export async function signInOtherAdmin({ tenant, url }: TenantOverHttp): Promise<OtherAdmin> {
  const { email, password } = tenant.credentials.administrator;
  const answer = await fetch(`${url}/api/v2/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', username: email, password, client_id: 'cli' }),
  });
  if (!answer.ok) throw new Error(`The other administrator could not sign in: ${answer.status}`);
  const { access_token: token } = tokenReply.parse(await answer.json());
  return {
    async call(method, path, body) {
      const reply = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
      const text = await reply.text();
      return text === '' ? null : (JSON.parse(text) as unknown);
    },
  };
}
