import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { AppRoot } from '../src-main/system/app-root.ts';

/** The product's worker threads, bundled as the product bundles them: source files would be measured with their stripping. */
export interface BundledWorkers {
  readonly mirror: URL;
  readonly pull: URL;
  readonly file: URL;
  readonly history: URL;
  /** A root that has them where the app looks for its own. */
  readonly root: AppRoot;
}

/** Bundles the workers into out/bench, in a process of its own. */
export async function bundleWorkers(): Promise<BundledWorkers> {
  const bundler = fork(fileURLToPath(new URL('./bundle-workers.ts', import.meta.url)));
  const [code]: readonly unknown[] = await once(bundler, 'exit');
  if (code !== 0) throw new Error(`bundling the workers ended with ${String(code)}`);
  const url = (name: string): URL => new URL(`../out/bench/out/main/${name}.js`, import.meta.url);
  const folder = fileURLToPath(new URL('../out/bench', import.meta.url));
  const root = { folder, bundled: true, version: '0' };
  return {
    mirror: url('mirror-worker'),
    pull: url('pull-worker'),
    file: url('make-file-worker'),
    history: url('history-worker'),
    root,
  };
}
