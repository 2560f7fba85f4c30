import { z } from 'zod';
import { fail, ok } from '../../core/problem.ts';
import { parseJson } from '../json.ts';
import { pause } from '../pause.ts';
import type { Tools } from '../tools/tools.ts';
import type { Rpc } from './rpc.ts';

/** A start of OpenClaw's command, 2.5 s idle and up to 12 s on a busy machine, in ms. */
const startTakes = 20_000;

const word = z.string().max(100).optional();
const Refused = z.looseObject({
  error: z.looseObject({ code: word, details: z.looseObject({ code: word }).optional() }),
});

/** The gateway by OpenClaw's own command, which its gateway may know. Its words for a failure are not told: they may hold anything. */
export function cliRpc(
  { programs, clock }: Pick<Tools, 'programs' | 'clock'>,
  { config, port }: { readonly config: string; readonly port: number },
  signal: AbortSignal,
): Rpc {
  return {
    by: 'cli',
    // Nobody says so here. A start takes long enough between two questions.
    changed: async (ms) => {
      await pause(clock, Math.min(ms, 150), signal);
      return false;
    },
    async call(method, params, shape, ms, isFinal = false) {
      const args = ['gateway', 'call', method, '--params', JSON.stringify(params), '--json'];
      const more = [...(isFinal ? ['--expect-final'] : []), '--timeout', String(ms)];
      const ran = await programs.run('openclaw', [...args, ...more], {
        ...{ timeoutMs: ms + startTakes, signal, most: 8_000_000 },
        env: {
          OPENCLAW_CONFIG_PATH: config,
          // Where it answers us, which need not be where its config says.
          OPENCLAW_GATEWAY_PORT: String(port),
          OPENCLAW_NO_AUTO_UPDATE: '1',
        },
      });
      if (!ran.ok) return ran;
      if (ran.value.exitCode !== 0) return refusal(method, ran.value.stdout);
      const parsed = shape.safeParse(parseJson(ran.value.stdout));
      return parsed.success ? ok(parsed.data) : fail('unexpected-reply', `OpenClaw ${method}`);
    },
  };
}

/** The gateway's own codes are told on; whether it let the command in is told by the reason of an `INVALID_REQUEST`. */
function refusal(method: string, stdout: string): ReturnType<typeof fail> {
  const said = Refused.safeParse(parseJson(stdout));
  const { code = '', details } = said.success ? said.data.error : {};
  const isShut =
    code === 'NOT_PAIRED' || code === 'FORBIDDEN' || /^(AUTH|DEVICE|PAIRING)_/.test(details?.code ?? '');
  if (isShut) return fail('claw-auth', 'OpenClaw');
  const about = `OpenClaw ${method}`;
  return /^[A-Z_]+$/.test(code) ? fail('act-failed', about, code) : fail('act-failed', about);
}
