import { randomBytes } from 'node:crypto';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { isolatedWorldScript, mainWorldScript } from './page-scripts.ts';
import type { PageScriptConfig, Shortcut } from './page-scripts.ts';

/** Where a message came from: which frame, and what stands in it. */
export interface MessageSource {
  readonly frameId: string;
  readonly isTopFrame: boolean;
  /** Chromium's address of the frame. */
  readonly url: string;
}

/** What a page can tell the main process. */
export interface PageMessages {
  /** Answers a call; rejecting is reported to the page without its text. */
  invoke(channel: string, args: readonly unknown[], source: MessageSource): Promise<unknown>;
  navigationStopped(url: string): void;
  menu(id: string): void;
}

/** The wire between one page's isolated world and the main process. */
export interface PageBridge {
  readonly session: CDPSession;
  /** Sends a notice to the page's preload; lost when no document is there, as in Electron. */
  send(channel: string, payload: unknown): Promise<void>;
}

interface FrameTree {
  readonly frame: { readonly id: string; readonly url: string };
  readonly childFrames?: readonly FrameTree[];
}

const worldName = 'rolebook-preload';

function flatten(tree: FrameTree): { id: string; url: string }[] {
  return [tree.frame, ...(tree.childFrames ?? []).flatMap(flatten)];
}

/** Prepares a page, before its first document, so that the preload runs in it. */
export async function bridgePage(
  context: BrowserContext,
  page: Page,
  options: {
    preloadSource: string;
    shortcuts: readonly Shortcut[];
    messages: PageMessages;
  },
): Promise<PageBridge> {
  const session = await context.newCDPSession(page);
  const token = randomBytes(12).toString('hex');
  const config: PageScriptConfig = {
    channel: `shell-${token}`,
    binding: `shellSend${token}`,
    receiver: `shellReceive${token}`,
    shortcuts: options.shortcuts,
  };
  const configText = JSON.stringify(config);
  const preload = `function (require, module, exports) {\n${options.preloadSource}\n}`;

  const contexts = new Map<number, string>();
  let topContext: number | null = null;
  const topFrameId = async (): Promise<{ top: string; all: { id: string; url: string }[] }> => {
    const { frameTree } = (await session.send('Page.getFrameTree')) as { frameTree: FrameTree };
    return { top: frameTree.frame.id, all: flatten(frameTree) };
  };

  session.on('Runtime.executionContextCreated', ({ context: created }) => {
    const aux = created.auxData as { frameId?: string } | undefined;
    if (created.name === worldName && aux?.frameId !== undefined) contexts.set(created.id, aux.frameId);
  });
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    contexts.delete(executionContextId);
    if (topContext === executionContextId) topContext = null;
  });
  session.on('Runtime.executionContextsCleared', () => {
    contexts.clear();
    topContext = null;
  });

  const deliver = async (contextId: number, message: object): Promise<void> => {
    await session.send('Runtime.callFunctionOn', {
      executionContextId: contextId,
      functionDeclaration: `function (text) { globalThis[${JSON.stringify(config.receiver)}]?.(text); }`,
      arguments: [{ value: JSON.stringify(message) }],
    });
  };

  const answer = async (contextId: number, message: { id: number; channel: string; args: unknown[] }) => {
    const { top, all } = await topFrameId();
    const frameId = contexts.get(contextId);
    const frame = all.find(({ id }) => id === frameId);
    if (frame === undefined) return;
    if (frame.id === top) topContext = contextId;
    const source = { frameId: frame.id, isTopFrame: frame.id === top, url: frame.url };
    try {
      const value = await options.messages.invoke(message.channel, message.args, source);
      await deliver(contextId, { kind: 'reply', id: message.id, value });
    } catch {
      await deliver(contextId, { kind: 'reply', id: message.id, error: 'failed' });
    }
  };

  session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
    if (name !== config.binding) return;
    const message = JSON.parse(payload);
    if (message.kind === 'invoke') answer(executionContextId, message).catch(() => {});
    else if (message.kind === 'navigation-stopped') options.messages.navigationStopped(message.url);
    else if (message.kind === 'menu') options.messages.menu(message.id);
  });

  await session.send('Page.enable');
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: config.binding, executionContextName: worldName });
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `(${mainWorldScript.toString()})(${JSON.stringify({ channel: config.channel })});`,
  });
  await session.send('Page.addScriptToEvaluateOnNewDocument', {
    source: `(${isolatedWorldScript.toString()})(${configText}, ${preload});`,
    worldName,
  });

  return {
    session,
    async send(channel, payload) {
      if (topContext === null) {
        const { top } = await topFrameId();
        topContext = [...contexts].findLast(([, frameId]) => frameId === top)?.[0] ?? null;
      }
      if (topContext !== null) await deliver(topContext, { kind: 'event', channel, payload });
    },
  };
}
