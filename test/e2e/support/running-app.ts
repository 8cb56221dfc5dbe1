import type { Page } from '@playwright/test';
import type { DialogAnswer, DialogQuestion } from '../../../dev/chromium-shell/launch.ts';

export type { DialogAnswer, DialogQuestion } from '../../../dev/chromium-shell/launch.ts';

/** Answers the system's dialogs in place of the user; undefined leaves the shell its own answer. */
export type AnswerDialog = (question: DialogQuestion) => DialogAnswer;

/** The product, running in whichever shell this machine has. */
export interface RunningApp {
  readonly shellName: 'electron' | 'chromium-shell';
  /** The first window. */
  readonly page: Page;
  /** The window's origin as the page sees it; in Chromium a stand-in for `app://rolebook`. */
  readonly origin: string;
  pages(): Page[];
  /** Who answers dialogs from now on. */
  answerDialog(answer: AnswerDialog): Promise<void>;
  /** What the app wrote to its standard streams so far. */
  output(): string;
  /** Quits the app; its exit code, or null when it had to be killed. */
  close(): Promise<number | null>;
}

/** How to start it. */
export interface StartApp {
  readonly profileDir: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
}
