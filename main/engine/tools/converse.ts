import { execa } from 'execa';
import { NetError, type Talk } from './tools.ts';

/** A line is a whole message of a gateway; one with a large config is far below this, in characters. */
const longest = 8_000_000;

/**
 * A program that is talked to by lines, until it ends or `signal`. What is sent goes through its standard input, so that no
 * secret stands among its arguments, where everybody on this machine could read it.
 */
export function converseWith(
  path: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  hear: (line: string) => void,
  signal: AbortSignal,
): Talk {
  const child = execa(path, [...args], {
    ...{ env, extendEnv: false, stdin: 'pipe', stderr: 'ignore', buffer: false, reject: false },
    ...{ cancelSignal: signal, forceKillAfterDelay: 500 },
  });
  const { stdin, stdout } = child;
  let rest = '';
  stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longest) child.kill();
    for (const line of lines) hear(line);
  });
  // Whoever has ended reads nothing more: that is seen by its end.
  stdin.on('error', () => undefined);
  const ended = child.then(
    () => undefined,
    () => undefined,
  );
  return {
    send: (line) => {
      if (stdin.destroyed) throw new NetError('EPIPE', 'http');
      stdin.write(`${line}\n`);
    },
    close: () => {
      stdin.end();
      child.kill();
    },
    ended,
  };
}
