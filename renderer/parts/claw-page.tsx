import {
  auditLines,
  brokenOf,
  pinSay,
  seconds,
  standsSay,
  stepLines,
  undoneRows,
} from '../../main/core/claw/say.ts';
import { leaksNow, leakTone } from '../../main/core/claw/say-leaks.ts';
import type { ToldRun, ToldSwitch } from '../../main/core/claw/told.ts';
import { sentence } from '../../main/core/sentence.ts';
import type { SettingKey, Settings } from '../../main/core/settings.ts';
import type { View } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import { ClawSettings, type ClawSettingsProps } from './claw-settings.tsx';
import { Consent } from './consent.tsx';
import { Group, PageRow } from './controls.tsx';
import { DiffList } from './diff-list.tsx';
import { Page } from './page.tsx';
import { StepSign } from './sign.tsx';
import { TroubleSay } from './switching.tsx';
import { useWish } from './use-wish.ts';

interface ClawPageProps extends Omit<ClawSettingsProps, 'hold'> {
  readonly settings: Settings;
  readonly say: Say;
  readonly told: ToldSwitch | null;
  readonly view: View;
  readonly back: () => void;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
}

/** OpenClaw's config: how it stands, whom it asks, how the last switch went, what could leave, what a switch changes. */
export function ClawPage(props: ClawPageProps) {
  const { told, view, settings, models, others, say, back, go } = props;
  const { refusal, send } = useWish(say);
  const set = (key: SettingKey, value: unknown) => void send({ type: 'setting.set', key, value });
  return (
    <Page title={say('switch.title')} from={props.from} back={back}>
      {refusal && (
        <p class="note bad" role="alert">
          {refusal}
        </p>
      )}
      {told && <Stands told={told} view={view} say={say} />}
      {told?.isThere ? (
        <>
          <Ways {...{ told, say, go }} />
          {told.run && <LastSwitch run={told.run} say={say} />}
          {told.run && <Undone run={told.run} say={say} />}
          <Pins told={told} say={say} />
          <Group title={say('set.g.outage')}>
            <Consent {...{ told, settings, say, set }} />
          </Group>
        </>
      ) : (
        !view.switching?.trouble && (
          <p class="note calm">{told ? missingSay(told, say) : say('switch.working')}</p>
        )
      )}
      <ClawSettings {...{ models, others, go }} hold={{ settings, say }} />
    </Page>
  );
}

/** Where things stand, and what can be done where that is not as it should be. */
function Stands({ told, view, say }: { told: ToldSwitch; view: View; say: Say }) {
  const trouble = view.switching?.trouble;
  if (trouble)
    return (
      <section class="note bad">
        <TroubleSay trouble={trouble} say={say} />
      </section>
    );
  const text = view.switching?.say ?? standsSay(told, say);
  return (
    text && (
      <p class="note calm" role="status">
        {text}
      </p>
    )
  );
}

/** Why there is nothing to switch. */
function missingSay(told: ToldSwitch, say: Say): string {
  const broken = brokenOf(told);
  return broken ? sentence(broken, say) : say(told.unread ? 'switch.noClaw' : 'switch.working');
}

/** Chats with a model chosen by hand that may lose it, or have. */
function Pins({ told, say }: { told: ToldSwitch; say: Say }) {
  const text = pinSay(told, say);
  if (text === null) return null;
  const isLost = told.side !== 'offline' && told.lost.length > 0;
  return (
    <section class={isLost ? 'note' : 'note calm'}>
      <p>{text}</p>
      {isLost && told.unpinned && <p role="alert">{sentence(told.unpinned, say)}</p>}
      {isLost && (
        <div class="acts">
          <button
            type="button"
            class="btn"
            disabled={told.isPinning}
            onClick={() => void window.offline.send({ type: 'switch.repin' })}
          >
            {say('switch.pins.again')}
          </button>
        </div>
      )}
    </section>
  );
}

interface WaysProps extends Pick<ClawPageProps, 'say' | 'go'> {
  readonly told: ToldSwitch;
}

/** What has a page of its own: whom it asks, what could leave, how its container is kept apart. */
function Ways({ told, say, go }: WaysProps) {
  const { chain, container } = told;
  const { report } = leaksNow(told);
  const count = chain.length === 1 ? say('chain.one') : say('chain.count', { n: chain.length });
  return (
    <Group title={say('switch.found.title')}>
      <PageRow
        to="chain"
        label={say('chain.page')}
        value={chain.length === 0 ? say('chain.none') : count}
        press={() => go('chain')}
      />
      <PageRow
        to="leaks"
        label={say('leak.page')}
        value={report ? say(`leak.short.${leakTone(report)}`) : ''}
        press={() => go('leaks')}
      />
      <PageRow
        to="form"
        label={say('form.page')}
        value={formShort(container, say)}
        press={() => go('form')}
      />
    </Group>
  );
}

function formShort(container: ToldSwitch['container'], say: Say): string {
  if (container === null) return say('form.short.none');
  return container.form === null ? say('form.short.foreign') : say(`form.name.${container.form}`);
}

function LastSwitch({ run, say }: { run: ToldRun; say: Say }) {
  const inForce = run.inForce === null ? null : say('switch.inForce', { time: seconds(run.inForce, say) });
  return (
    <Group title={say('switch.steps')} {...(inForce === null ? {} : { note: inForce })}>
      {stepLines(run, say).map(({ id, mark, name, time }) => (
        <li key={id} class="item signed">
          <StepSign mark={mark} />
          <span class="step">{name}</span>
          <span class="val">{time}</span>
        </li>
      ))}
      {auditLines(run, say).map((line) => (
        <li key={line} class="item solo">
          {line}
        </li>
      ))}
    </Group>
  );
}

/** Somebody had changed the config while it was offline: what was undone in it, while theirs stayed. */
function Undone({ run, say }: { run: ToldRun; say: Say }) {
  const rows = undoneRows(run, say);
  if (rows.length === 0) return null;
  return (
    <Group title={say('switch.undone')}>
      <li class="item solo">
        <DiffList rows={rows} isBack say={say} />
      </li>
    </Group>
  );
}
