/**
 * Stands in the built `index.html` wherever a nonce belongs (Vite's `html.cspNonce`); replaced by a fresh nonce
 * with every response.
 */
export const noncePlaceholder = 'ROLEBOOK-STYLE-NONCE';

/**
 * The window's content security policy (reliability §1.1 item 7). One widening: Mantine and the scroll lock write
 * `<style>` elements at run time, so styles carrying this response's nonce are let in; scripts never are. Trusted
 * types are required, and only the policy named `default` (src-renderer/trusted-types.ts) may exist.
 *
 * @param nonce 128 random bits in base64url, used for one response only
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'none'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "frame-src 'none'",
    "worker-src 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ');
}

/** The other headers every response of the window's origin carries. */
export const hardeningHeaders: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), midi=(), payment=(), display-capture=(), clipboard-read=(), idle-detection=(), local-fonts=(), screen-wake-lock=()',
};
