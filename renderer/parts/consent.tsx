import type { ToldSwitch } from '../../main/core/claw/told.ts';
import type { SettingKey, Settings } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import { SwitchRow } from './controls.tsx';
import { Ahead, Fold } from './diff-list.tsx';

interface ConsentProps {
  readonly told: ToldSwitch;
  readonly settings: Settings;
  readonly say: Say;
  readonly set: (key: SettingKey, value: unknown) => void;
}

/**
 * "Switch OpenClaw by itself", with the exact keys that this would change in sight. It cannot be switched on before they
 * are known, nor where OpenClaw would not take them; off it can be switched always.
 */
export function Consent({ told, settings, say, set }: ConsentProps) {
  const { ahead } = told;
  const isOn = settings['switch.consent'] && settings['switch.enter'] === 'auto';
  const isWhole = settings['switch.leave'] === 'auto' && !settings['switch.noCloud'];
  const choose = (on: boolean) => {
    if (on) set('switch.enter', 'auto');
    set('switch.consent', on);
  };
  const isKnown = ahead !== null && ahead.problem === null && ahead.valid !== 'no';
  return (
    <>
      <SwitchRow
        label={say('switch.consent')}
        note={say(isWhole ? 'switch.consentSay' : 'switch.consentAsk')}
        isOn={isOn}
        isDisabled={!isOn && !isKnown}
        set={choose}
      />
      <li class="item solo">
        {ahead && ahead.problem === null && ahead.diff.length > 0 ? (
          <Fold label={say('switch.diff')} isOpenAtFirst>
            <Ahead told={told} say={say} />
          </Fold>
        ) : (
          <Ahead told={told} say={say} />
        )}
      </li>
    </>
  );
}
