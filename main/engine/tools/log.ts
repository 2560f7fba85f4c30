import { fileLog, type LogPlace } from './log-file.ts';
import type { Log } from './tools.ts';

/** Lines on stderr when asked for, nothing otherwise. */
export function stderrLog(isOn: boolean): Log {
  return {
    write: (level, area, text) =>
      isOn ? void process.stderr.write(`${level}/${area} ${text}\n`) : undefined,
    owns: () => {},
  };
}

/** The file in that place, and stderr when asked for. Null: no file, for a test that has none. */
export function ownLog(place: LogPlace | null, isLoud: boolean): Log {
  const loud = stderrLog(isLoud);
  if (place === null) return loud;
  const file = fileLog({ ...place, refused: (code) => loud.write('warn', 'log', code) });
  return {
    write(level, area, text) {
      loud.write(level, area, text);
      file.write(level, area, text);
    },
    owns: file.owns,
  };
}
