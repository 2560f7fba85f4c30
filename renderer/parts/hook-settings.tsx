import { type HookLine, hookLines } from '../../main/core/hooks/say.ts';
import type { ToldHooks } from '../../main/core/hooks/told.ts';
import type { SettingKey, Settings } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import { Group, SwitchRow } from './controls.tsx';
import { useWish } from './use-wish.ts';

interface HookSettingsProps {
  readonly settings: Settings;
  readonly told: ToldHooks | null;
  readonly now: number;
  readonly say: Say;
  readonly set: (key: SettingKey, value: unknown) => void;
}

/** The person's own commands: what they are, how they ended, and whether they run. A page cannot say what they are. */
export function HookSettings({ settings, told, now, say, set }: HookSettingsProps) {
  const lines = hookLines(settings, told, now, say);
  const isAny = lines.some(({ argv }) => argv.length > 0);
  const { refusal, send } = useWish(say);
  return (
    <>
      {refusal && (
        <p class="note bad" role="alert">
          {refusal}
        </p>
      )}
      <Group title={say('hooks.title')} note={say('hooks.say')}>
        {lines.map((line) => (
          <CommandRow
            key={line.stance}
            line={line}
            isBusy={told?.now != null}
            say={say}
            press={() => void send({ type: 'hook.try', stance: line.stance })}
          />
        ))}
        {isAny && (
          <>
            <SwitchRow
              label={say('hooks.on')}
              isOn={settings['hooks.on']}
              set={(isOn) => set('hooks.on', isOn)}
            />
            <SwitchRow
              label={say('hooks.drill')}
              isOn={settings['hooks.drill']}
              set={(isOn) => set('hooks.drill', isOn)}
            />
          </>
        )}
      </Group>
    </>
  );
}

interface RowProps {
  readonly line: HookLine;
  readonly isBusy: boolean;
  readonly say: Say;
  readonly press: () => void;
}

function CommandRow({ line, isBusy, say, press }: RowProps) {
  const { name, command, argv, state, said, isBad } = line;
  return (
    <li class="item set hook">
      <span>
        <b>{name}</b>
        <small class="command">{command}</small>
        {state && (
          <small class={isBad ? 'bad' : ''} role="status">
            {state}
          </small>
        )}
        {said && <small class="command">{said}</small>}
      </span>
      {argv.length > 0 && (
        <button
          type="button"
          class="btn"
          aria-label={say('hooks.tryOne', { name })}
          disabled={isBusy}
          onClick={press}
        >
          {isBusy ? say('hooks.running') : say('hooks.try')}
        </button>
      )}
    </li>
  );
}
