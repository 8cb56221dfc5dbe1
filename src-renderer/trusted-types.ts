/** The piece of the Trusted Types API used here; TypeScript's DOM library does not have it yet. */
interface TrustedTypesFactory {
  readonly defaultPolicy: object | null;
  createPolicy(name: string, rules: { createHTML(markup: string): string | null }): object;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
const trustedTypes = (globalThis as { trustedTypes?: TrustedTypesFactory }).trustedTypes;

/**
 * The content security policy requires trusted types, and React writes Mantine's `<style>` texts through
 * innerHTML. This policy lets a text through only when no tag, comment or declaration can start in it: what is
 * parsed is then text and nothing else. Markup, scripts and script addresses are refused. It runs before every
 * other module of the window (electron.vite.config.ts).
 */
if (trustedTypes !== undefined && trustedTypes.defaultPolicy === null) {
  trustedTypes.createPolicy('default', {
    createHTML: (markup) => (/<[A-Za-z!/?]/.test(markup) ? null : markup),
  });
}

/** The scroll lock behind Mantine's dialogs asks for its style nonce under this name. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
if (nonce) Object.assign(globalThis, { __webpack_nonce__: nonce });

/** Zod compiles its parsers with `new Function` where it may. Here it may not, and asking would be reported. */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
