import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { makeCaller } from './wire.ts';

/** Milliseconds a child gets to end by itself before it is killed by its pid. */
const PATIENCE = 1_000;

/**
 * The Node that can run TypeScript as it is: this one, or the one among the project's packages, because a test
 * run may have been started by an older Node of the system. Undefined when there is none.
 */
export function labNode(): string | undefined {
  if (process.features.typescript) return process.execPath;
  const ours = join(import.meta.dirname, '../../node_modules/.bin/node');
  return existsSync(ours) ? ours : undefined;
}

/** The command line that runs a script of this folder. */
export function script(name: string, ...args: readonly string[]): string[] {
  return [labNode() ?? 'node', join(import.meta.dirname, name), ...args];
}

/** Runs a short command to its end; gives its standard output, or fails with what it said. */
export function run(argv: readonly string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const [command = '', ...args] = argv;
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    let complaint = '';
    child.stdout.on('data', (chunk) => (out += chunk));
    child.stderr.on('data', (chunk) => (complaint += chunk));
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => reject(new Error(`${command} could not be started: ${error.message}.`)));
    child.on('close', (code) => {
      const why = `'${argv.join(' ')}' ended with code ${code}: ${complaint.trim()}`;
      code === 0 ? resolve(out) : reject(new Error(`${why}${input === '' ? '' : `\ninput was:\n${input}`}`));
    });
    child.stdin.end(input);
  });
}

/** Runs `ip` commands inside a namespace, in order, as one process. No commands: nothing happens. */
export async function ip(
  namespace: string,
  commands: readonly string[],
  family: '' | '-4' | '-6' = '',
): Promise<void> {
  if (commands.length === 0) return;
  const flags = family === '' ? [] : [family];
  await run(['ip', ...flags, '-n', namespace, '-batch', '-'], `${commands.join('\n')}\n`);
}

/** A process of the lab that runs inside one of its namespaces and takes calls on its standard input. */
export interface LabProcess {
  call(method: string, ...args: readonly unknown[]): Promise<unknown>;
  /** Ends it: first by closing its input, then by pid. Safe to call twice. */
  stop(): Promise<void>;
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

async function stop(child: ChildProcess): Promise<void> {
  child.stdin?.end();
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
  await ended(child);
  clearTimeout(timer);
}

/**
 * Starts a script of this folder inside a namespace. It ends when its standard input does, so it cannot
 * outlive a lab that was killed.
 */
export function startProcess(namespace: string, name: string, ...args: readonly string[]): LabProcess {
  const argv = ['netns', 'exec', namespace, ...script(name, ...args)];
  const child = spawn('ip', argv, { stdio: ['pipe', 'pipe', 'inherit'] });
  const caller = makeCaller(child.stdout, child.stdin);
  child.stdin.on('error', () => undefined);
  child.on('error', (error) => caller.fail(`The lab's ${name} could not be started: ${error.message}.`));
  child.on('exit', (code) => caller.fail(`The lab's ${name} has ended (code ${code}); open a new lab.`));
  return { call: caller.call, stop: () => stop(child) };
}
