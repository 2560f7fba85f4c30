import { type HookLine, hookLines } from '../../main/core/hooks/say.ts';
import type { ToldHooks } from '../../main/core/hooks/told.ts';
import type { Say } from '../../main/core/words.ts';
import { Group } from './controls.tsx';
import { type Hold, OnOffRow } from './setting-rows.tsx';
import { useWish } from './use-wish.ts';

interface HookSettingsProps {
  readonly hold: Hold;
  readonly told: ToldHooks | null;
  readonly now: number;
}

/** The person's own commands: what they are, how they ended, and whether they run. A page cannot say what they are. */
export function HookSettings({ hold, told, now }: HookSettingsProps) {
  const { settings, say } = hold;
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
            <OnOffRow {...{ hold, at: 'hooks.on' }} />
            <OnOffRow {...{ hold, at: 'hooks.drill' }} />
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
