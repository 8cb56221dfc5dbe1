export interface SetupContext {
  readonly root: string;
  say(line: string): void;
}
export function createContext(root: string): SetupContext;
