import { constants } from "node:os";

const ENDING: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * While `body` runs, an ending signal goes to `onSignal` instead of killing this process.
 * Afterwards the old behaviour is back; the caller decides whether to die by the signal.
 */
export async function whileGuarded<T>(
  onSignal: (signal: NodeJS.Signals) => void,
  body: () => Promise<T>,
): Promise<T> {
  const handlers = ENDING.map((signal) => [signal, () => onSignal(signal)] as const);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  try {
    return await body();
  } finally {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  }
}

/** The child's way of ending: an exit code, or the signal that killed it. */
export type Ending = { readonly exitCode: number } | { readonly signal: NodeJS.Signals };

/** A signal reached us while we worked; the command ends by the same signal. */
export class Interrupted extends Error {
  constructor(readonly signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
  }
}

/** Ends this process as the child ended, so that the shell sees 130, 134, 139 as without us. */
export function endAs(ending: Ending): void {
  if ("exitCode" in ending) {
    process.exitCode = ending.exitCode;
    return;
  }
  // A signal that Node or the system holds back must still end in the customary code.
  process.exitCode = 128 + (constants.signals[ending.signal] ?? 0);
  process.kill(process.pid, ending.signal);
}
