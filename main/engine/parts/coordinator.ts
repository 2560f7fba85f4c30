import { z } from 'zod';
import { parseBase } from '../../core/parts/targets.ts';
import type { Settings } from '../../core/settings.ts';
import { parseJson } from '../json.ts';
import { isNetError, type Tools } from '../tools/tools.ts';
import { ask } from './ask.ts';
import { asCommand } from './tailscale.ts';

const Prefs = z.object({ ControlURL: z.string().max(300) });

/** Whether the coordinator itself answers what clients ask first: `/key`. It passes proxies that hide everything else. */
export async function coordinatorSays(
  tools: Tools,
  settings: Settings,
  signal: AbortSignal,
): Promise<boolean> {
  const place = parseBase(settings['headscale.url'] || (await controlUrl(tools, signal)));
  if (!place) return false;
  try {
    const reply = await ask(
      tools,
      place,
      { method: 'GET', path: '/key?v=100', within: 4_000, most: 50_000 },
      signal,
    );
    return reply.status === 200;
  } catch (error) {
    if (isNetError(error)) return false;
    throw error;
  }
}

async function controlUrl({ programs }: Tools, signal: AbortSignal): Promise<string> {
  const ran = await programs.run('tailscale', ['debug', 'prefs'], {
    timeoutMs: 4_000,
    signal,
    env: asCommand,
  });
  const prefs = Prefs.safeParse(ran.ok ? parseJson(ran.value.stdout) : undefined);
  return prefs.success ? prefs.data.ControlURL : '';
}
