import { z } from 'zod';
import { parseBase, type WebPlace } from '../../core/parts/targets.ts';
import type { Settings } from '../../core/settings.ts';
import { parseJson } from '../json.ts';
import type { Tools } from '../tools/tools.ts';
import { type AskTools, type Heard, hear } from './ask.ts';
import { asCommand } from './tailscale.ts';

const Prefs = z.object({ ControlURL: z.string().max(300) });
/** A login page may answer everything with 200; the key of a coordinator has its own form. */
const Key = z.object({ publicKey: z.string().regex(/^mkey:[0-9a-f]{64}$/) });

/** What every client asks a coordinator first. It passes proxies that hide everything else. */
export async function hearsKey(
  tools: AskTools,
  place: WebPlace,
  signal: AbortSignal,
): Promise<Extract<Heard<unknown>, { answer: 'ok' }> | null> {
  const request = { method: 'GET' as const, path: '/key?v=100', within: 4_000, most: 50_000 };
  const heard = await hear(tools, place, request, Key, signal);
  return heard.answer === 'ok' ? heard : null;
}

/** Whether the coordinator that Tailscale itself would ask answers, under a certificate that Tailscale would take. */
export async function coordinatorSays(
  tools: Tools,
  settings: Settings,
  signal: AbortSignal,
): Promise<boolean> {
  const place = parseBase((await controlUrl(tools, signal)) || settings['headscale.url']);
  const heard = place && (await hearsKey(tools, place, signal));
  return heard !== null && !heard.reply.certificate?.trouble;
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
