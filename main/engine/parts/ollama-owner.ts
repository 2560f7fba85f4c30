import type { OllamaFacts } from '../../core/parts/facts.ts';
import type { Child } from '../../core/parts/parts.ts';
import { distanceOf, type WebPlace } from '../../core/parts/targets.ts';
import type { Tools } from '../tools/tools.ts';

export const ollamaApp = '/Applications/Ollama.app';

/** What could be started on this machine. */
export async function programOf({ platform, files, programs }: Tools): Promise<OllamaFacts['program']> {
  if (platform === 'darwin' && (await files.about(ollamaApp))?.isFolder) return 'app';
  return programs.find('ollama') === null ? 'none' : 'command';
}

/** Who runs the server that listens there; only what we started ourselves may we stop. */
export async function ownerOf(
  tools: Tools,
  base: WebPlace,
  children: readonly Child[],
  signal: AbortSignal,
): Promise<OllamaFacts['owner']> {
  if (distanceOf(base.host) !== 'here') return 'someone';
  const child = children.find(({ part }) => part === 'ollama');
  if (child && tools.programs.isRunning(child)) return 'ours';
  return tools.platform === 'darwin' ? ownerOnMac(tools, base.port, signal) : 'someone';
}

const timeoutMs = 2_000;

async function ownerOnMac(
  { programs }: Tools,
  port: number,
  signal: AbortSignal,
): Promise<OllamaFacts['owner']> {
  const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fp'];
  const listening = await programs.run('lsof', args, { timeoutMs, signal });
  const pid = listening.ok ? /^p(\d+)$/m.exec(listening.value.stdout)?.[1] : undefined;
  if (pid === undefined) return 'unknown';
  const named = await programs.run('ps', ['-o', 'command=', '-p', pid], { timeoutMs, signal });
  return named.ok ? ownerByCommand(named.value.stdout) : 'unknown';
}

/** By where the running program lies. */
export function ownerByCommand(command: string): OllamaFacts['owner'] {
  if (command.includes('/Ollama.app/')) return 'app';
  if (/\/(opt\/homebrew|usr\/local\/(Cellar|opt))\//.test(command)) return 'homebrew';
  return command.trim() === '' ? 'unknown' : 'someone';
}
