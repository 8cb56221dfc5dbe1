/** Builds out/packet-page/packet.html, the page on which a packet is decided in any browser. Part of `npm run build`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPacketPage } from './packet-page/build-page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'out', 'packet-page', 'packet.html');
await mkdir(dirname(target), { recursive: true });
await writeFile(target, await buildPacketPage(root));
