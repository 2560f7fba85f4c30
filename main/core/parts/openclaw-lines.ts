import { carrierOf, isCarried } from './carried.ts';
import type { Context } from './context.ts';
import type { ClawModel, OpenClawFacts } from './facts.ts';
import { line, type PartLine, type Phrase, phrase } from './part.ts';

/** A model of Ollama's is known by its own name. */
export const shown = ({ ref }: ClawModel): string => ref.replace(/^ollama\//, '');

/** The evidence under OpenClaw's row. */
export function linesOf(facts: OpenClawFacts, context: Context): PartLine[] {
  const { gateway, port, ms, config, primary, fallbacks, ollama, failing } = facts;
  const known = context.of('podman');
  const podman = isCarried(facts, known) ? known : null;
  const container = carrierOf(facts, podman);
  const isHung = container?.state === 'running' && (gateway === 'silent' || gateway === 'refused');
  return [
    ...(isHung ? [line('none', phrase('claw.hint'))] : []),
    ...(podman ? [containerLine(container)] : []),
    ...(podman && podman.engine !== 'up'
      ? [line('bad', phrase('claw.podman'), phrase(`podman.v.${podman.engine}`))]
      : []),
    line(
      gateway === 'ok' ? 'good' : 'bad',
      phrase('claw.port', { n: port }),
      gateway === 'ok'
        ? phrase('why.v.ms', { n: Math.round(ms ?? 0) })
        : phrase(`answer.${gateway}`, { detail: '' }),
    ),
    ...(failing.length > 0
      ? [line('none', phrase('claw.failing'), phrase('say.text', { text: failing.join(', ') }))]
      : []),
    line(
      config.state === 'read' && config.valid !== 'no' ? 'good' : 'bad',
      phrase('claw.config'),
      configSay(facts),
    ),
    ...(primary
      ? [
          line(
            primary.place === 'local' ? 'good' : 'warn',
            phrase('claw.primary'),
            phrase(`claw.v.${primary.place}`, { model: shown(primary) }),
          ),
        ]
      : []),
    ...fallbacks
      .slice(0, 4)
      .map((model) =>
        line(
          model.place === 'local' ? 'good' : 'none',
          phrase('claw.fallback'),
          phrase(`claw.v.${model.place}`, { model: shown(model) }),
        ),
      ),
    ...(ollama.url !== null
      ? [
          line(
            ollama.block === 'works' ? 'good' : 'bad',
            phrase('claw.ollama'),
            phrase(ollama.block === 'works' ? 'claw.v.block' : 'claw.v.noKey', { url: ollama.url }),
          ),
        ]
      : []),
    ...(container?.network != null
      ? [
          line(
            container.network === 'none' && container.form === null ? 'bad' : 'none',
            phrase('claw.network'),
            phrase('say.text', { text: container.network }),
          ),
        ]
      : []),
    ...(container?.configMount === 'file' ? [line('warn', phrase('claw.mount'), phrase('claw.v.file'))] : []),
    ...(context.wellAt !== null && gateway !== 'ok'
      ? [line('none', phrase('claw.last'), phrase('why.v.at', { t: { at: context.wellAt } }))]
      : []),
  ];
}

export function containerLine(
  container: { state: string; startedAt: number | null; exitCode: number; exitedAt: number | null } | null,
): PartLine {
  const name = phrase('claw.container');
  if (!container) return line('bad', name, phrase('podman.v.noContainer'));
  if (container.state === 'running')
    return line(
      'good',
      name,
      container.startedAt === null
        ? phrase('podman.v.running')
        : phrase('podman.v.since', { t: { at: container.startedAt } }),
    );
  if (container.exitedAt === null)
    return line('bad', name, phrase('podman.v.state', { state: container.state }));
  return line(
    'bad',
    name,
    phrase('podman.v.exited', { t: { at: container.exitedAt }, code: container.exitCode }),
  );
}

function configSay({ config }: OpenClawFacts): Phrase {
  if (config.state !== 'read') return phrase(`claw.v.${config.state}`);
  if (config.valid === 'no') return phrase('claw.v.invalid', { issue: config.issue ?? '?' });
  if (!config.hasMode) return phrase('claw.v.noMode');
  return phrase(config.valid === 'yes' ? 'claw.v.valid' : 'claw.v.read');
}
