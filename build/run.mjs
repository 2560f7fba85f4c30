// What the scripts share: where the project is, and how its own Node runs a program.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');
// On Linux the project brings its own Node; elsewhere the one that runs this is used.
export const node = existsSync(join(bin, 'node')) ? join(bin, 'node') : process.execPath;
export const withBin = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };

/** Runs a program with our standard streams; resolves with its exit code. */
export function run(file, args, env = withBin) {
  return new Promise((done) => {
    const child = spawn(file, args, { cwd: root, stdio: 'inherit', env });
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', pass).on('SIGTERM', pass);
    child.on('error', () => done(127));
    child.on('exit', (code, signal) => {
      process.off('SIGINT', pass).off('SIGTERM', pass);
      done(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
    });
  });
}

/** One of the project's own tools, on the project's own Node. */
export const tool = (name, ...args) => run(join(bin, name), args);

export const build = () =>
  tool('electron-vite', 'build', '--config', 'build/electron.vite.config.ts', '--logLevel', 'warn');
export const buildWorld = () => tool('vite', 'build', '--config', 'build/world.vite.config.ts');
