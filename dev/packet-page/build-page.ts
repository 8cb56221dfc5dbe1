import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'vite';

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}'`;

/** Runs its own script and its own style, and nothing else: no network, no frames, no forms, no markup from texts. */
function policyOf(script: string, style: string): string {
  return [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

/** The script of the page, in one piece that nothing in it can end. */
async function bundled(folder: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    root: folder,
    build: {
      write: false,
      target: ['chrome110', 'firefox113', 'safari16.4'],
      minify: true,
      rolldownOptions: {
        input: join(folder, 'main.ts'),
        output: { format: 'iife', codeSplitting: false },
        treeshake: { moduleSideEffects: false },
      },
    },
  });
  const outputs = 'output' in built ? built.output : [];
  const [chunk, ...more] = outputs;
  if (chunk?.type !== 'chunk' || more.length > 0) throw new Error('the page of packets has to be one script');
  const code = chunk.code.trim();
  if (/<\/script|<!--/i.test(code))
    throw new Error('the script of the page of packets would end its own element');
  return code;
}

/** The page of packets, self-contained, with a place for a packet and no packet in it. `root`: the repository. */
export async function buildPacketPage(root: string): Promise<string> {
  const folder = join(root, 'src-renderer', 'packet-page');
  const [template, css, script] = await Promise.all([
    readFile(join(folder, 'packet.html'), 'utf8'),
    readFile(join(folder, 'packet-page.css'), 'utf8'),
    bundled(folder),
  ]);
  // As functions, because "$&" in a script is not meant for `replace`. The hashes are of all that is in the elements.
  return template
    .replace('__POLICY__', () => policyOf(script, css))
    .replace(/\s*__STYLE__;?\s*/, () => css)
    .replace(/\s*__SCRIPT__;?\s*/, () => script);
}
