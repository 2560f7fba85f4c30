import type { Log } from './tools.ts';

/** The engine's log for now: lines on stderr when asked for, nothing otherwise. */
export function stderrLog(isOn: boolean): Log {
  return { write: (line) => (isOn ? void process.stderr.write(`${line}\n`) : undefined) };
}
