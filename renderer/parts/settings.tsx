import { useEffect } from 'preact/hooks';
import type { ToldHooks } from '../../main/core/hooks/told.ts';
import type { Settings as AllSettings, SettingKey } from '../../main/core/settings.ts';
import type { Say } from '../../main/core/words.ts';
import { Group, PageRow, SelectRow, SwitchRow } from './controls.tsx';
import { DrillSettings } from './drill-settings.tsx';
import { HookSettings } from './hook-settings.tsx';
import { NoticeSettings } from './notice-settings.tsx';
import { Page } from './page.tsx';
import { PartSettings } from './part-settings.tsx';
import { ReadySettings } from './ready-settings.tsx';
import type { ListKey } from './target-list.tsx';
import { useLogin } from './use-login.ts';
import { useWish } from './use-wish.ts';
import { WatchSettings } from './watch-settings.tsx';

interface SettingsProps {
  readonly settings: AllSettings;
  readonly hooks: ToldHooks | null;
  /** In ms since the epoch. */
  readonly now: number;
  readonly snoozed: string | null;
  readonly say: Say;
  readonly back: () => void;
  readonly openList: (key: ListKey) => void;
  readonly openShare: () => void;
  readonly openClaw: () => void;
  readonly openDoctor: () => void;
  readonly hasClaw: boolean;
  readonly models: readonly string[];
  /** Models that are not here and could be. */
  readonly others: readonly string[];
  /** Null where that cannot be said. */
  readonly opensAtLogin: boolean | null;
  /** The setting that somebody was led to, and the name of the page they came from. */
  readonly wanted: string | null;
  readonly from: string;
}

export function Settings(props: SettingsProps) {
  const { settings, snoozed, say, back, openList, openShare, openClaw, hasClaw, models, others } = props;
  const { refusal, set } = useSetting(say);
  const { wanted, opensAtLogin } = props;
  const login = useLogin(opensAtLogin);
  useEffect(() => {
    const row = wanted === null ? null : document.querySelector<HTMLElement>(`[data-at="${wanted}"]`);
    row?.scrollIntoView({ block: 'center' });
    row?.focus();
  }, [wanted]);
  return (
    <Page title={say('app.settings')} from={props.from} back={back}>
      {refusal && (
        <p class="note bad" role="alert">
          {refusal}
        </p>
      )}
      <WatchSettings settings={settings} say={say} set={set} openList={openList} />
      <ReadySettings {...{ settings, models, others, say, set, openList }} />
      <DrillSettings {...{ settings, say, set }} />
      <PartSettings {...{ settings, models, others, say, set, openList, openShare, openClaw, hasClaw }} />
      <NoticeSettings settings={settings} snoozed={snoozed} say={say} set={set} />
      <HookSettings settings={settings} told={props.hooks} now={props.now} say={say} set={set} />
      <Group title={say('set.g.general')}>
        <SelectRow
          label={say('set.lang')}
          value={settings.language}
          choices={[
            ['system', say('set.lang.system')],
            ['en', say('set.lang.en')],
            ['ko', say('set.lang.ko')],
          ]}
          set={(value) => set('language', value)}
        />
        <SwitchRow
          label={say('set.title')}
          note={say('set.titleSay')}
          isOn={settings['tray.title']}
          set={(isOn) => set('tray.title', isOn)}
        />
        {opensAtLogin !== null && (
          <SwitchRow
            label={say('set.login')}
            note={say(login.isHeld ? 'login.allow' : 'set.loginSay')}
            isOn={opensAtLogin}
            set={(on) => void login.turn(on)}
          />
        )}
        <PageRow label={say('doctor.title')} value="" press={props.openDoctor} />
      </Group>
    </Page>
  );
}

/** Sends a setting; a refusal becomes a sentence until the next try. */
export function useSetting(say: Say) {
  const { refusal, send } = useWish(say);
  return {
    refusal,
    set: (key: SettingKey, value: unknown) => void send({ type: 'setting.set', key, value }),
    unset: (key: SettingKey) => void send({ type: 'setting.unset', key }),
    accept: (id: string, print: string) => void send({ type: 'pin.accept', id, print }),
  };
}
