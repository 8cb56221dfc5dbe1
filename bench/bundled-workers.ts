import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The product's worker threads, bundled as the product bundles them: source files would be measured with their stripping. */
export interface BundledWorkers {
  readonly mirror: URL;
  readonly pull: URL;
}

/** Bundles the workers into out/bench, in a process of its own. */
export async function bundleWorkers(): Promise<BundledWorkers> {
  const bundler = fork(fileURLToPath(new URL('./bundle-workers.ts', import.meta.url)));
  const [code]: readonly unknown[] = await once(bundler, 'exit');
  if (code !== 0) throw new Error(`bundling the workers ended with ${String(code)}`);
  const url = (name: string): URL => new URL(`../out/bench/${name}.js`, import.meta.url);
  return { mirror: url('mirror-worker'), pull: url('pull-worker') };
}
