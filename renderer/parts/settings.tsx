import type { AppPlace, LoginState } from '../../main/core/login.ts';
import { distanceOf, parseBase, parseService } from '../../main/core/parts/targets.ts';
import { holds, patiences } from '../../main/core/patience.ts';
import { patienceSay, settingNames, settingSay } from '../../main/core/setting-say.ts';
import { AwayNote } from './away-note.tsx';
import { Group, PageRow } from './controls.tsx';
import { headscaleSay } from './headscale-settings.tsx';
import { LoginRows } from './login-rows.tsx';
import { ModelRows } from './model-rows.tsx';
import { needsSay } from './needs-settings.tsx';
import { NoticeSettings } from './notice-settings.tsx';
import { Page } from './page.tsx';
import type { Place } from './place.ts';
import { ChoiceRow, DaysRow, type Hold, OnOffRow } from './setting-rows.tsx';
import { watchSay } from './watch-settings.tsx';

interface SettingsProps {
  readonly hold: Hold;
  readonly isAway: boolean;
  readonly snoozed: string | null;
  readonly back: () => void;
  readonly go: (place: Place) => void;
  readonly hasClaw: boolean;
  readonly isShared: boolean;
  readonly models: readonly string[];
  /** Models that are not here and could be. */
  readonly others: readonly string[];
  /** Null where that cannot be said. */
  readonly login: LoginState | null;
  readonly appPlace: AppPlace | null;
  /** The name of the page they came from. */
  readonly from: string;
}

/** What is chosen often, in four groups; what is not has a page behind a row. */
export function Settings(props: SettingsProps) {
  const { hold, snoozed, back, go, models, others, from } = props;
  const { say } = hold;
  return (
    <Page title={say('app.settings')} from={from} back={back}>
      <AwayNote isAway={props.isAway} say={say} />
      <Group title={say('set.g.outage')}>
        <ModelRows {...{ hold, models, others }} />
        <DaysRow {...{ hold, at: 'outage.days', usual: [3, 7, 14, 30, 90] }} />
        <PatienceRow hold={hold} />
        <Lead {...{ go, to: 'set.models', label: say('set.models'), value: '' }} />
        <Lead
          {...{ go, to: 'set.drill', label: say('drill.title') }}
          value={settingSay('drill.days', hold.settings['drill.days'], say)}
        />
      </Group>
      <Parts {...props} />
      <NoticeSettings hold={hold} snoozed={snoozed} />
      <General {...props} />
    </Page>
  );
}

/** A short patience follows a link that goes at once; the long one does not. */
function PatienceRow({ hold }: { hold: Hold }) {
  const { settings, say } = hold;
  return (
    <ChoiceRow
      {...{ hold, at: 'patience' }}
      note={holds[settings.patience].fact === 0 ? say('set.patienceSay') : undefined}
      choices={patiences.map((one) => [one, patienceSay(one, say)] as const)}
    />
  );
}

interface LeadProps extends Pick<SettingsProps, 'go'> {
  readonly to: Place;
  readonly label: string;
  readonly value: string;
}

const Lead = ({ go, to, label, value }: LeadProps) => (
  <PageRow {...{ to, label, value }} press={() => go(to)} />
);

/** Where the parts are. */
function Parts({ hold, go, hasClaw, isShared }: SettingsProps) {
  const { say } = hold;
  return (
    <Group title={say('set.g.parts')}>
      <Lead
        {...{ go, to: 'claw', label: say('switch.title') }}
        value={say(hasClaw ? 'switch.found' : 'switch.notFound')}
      />
      <Lead {...{ go, to: 'ollama.places', label: say('set.ollama'), value: ollamaSay(hold) }} />
      <Lead {...{ go, to: 'set.headscale', label: say('set.hs'), value: headscaleSay(hold) }} />
      <Lead {...{ go, to: 'lan.services', label: say('set.lan'), value: lanSay(hold) }} />
      <Lead {...{ go, to: 'set.watch', label: say('set.servers'), value: watchSay(hold) }} />
      <Lead {...{ go, to: 'set.needs', label: say(settingNames['parts.needed']), value: needsSay(hold) }} />
      <Lead {...{ go, to: 'share', label: say('set.share'), value: say(isShared ? 'set.on' : 'set.off') }} />
    </Group>
  );
}

function ollamaSay({ settings, say }: Hold): string {
  const places = settings['ollama.places'];
  const [first = ''] = places;
  if (places.length !== 1) return say('set.places', { n: places.length });
  const host = parseBase(first)?.host ?? first;
  return distanceOf(host) === 'here' ? say('set.needsMac') : host;
}

function lanSay({ settings, say }: Hold): string {
  const services = settings['lan.services'];
  if (services.length === 0) return say('set.none');
  const [first = ''] = services;
  return services.length === 1 ? (parseService(first)?.name ?? first) : String(services.length);
}

function hooksSay({ settings, say }: Hold): string {
  const isAny = settings['hooks.offline'].length + settings['hooks.online'].length > 0;
  return say(isAny && settings['hooks.on'] ? 'set.on' : 'set.off');
}

function General({ hold, go, login, appPlace }: SettingsProps) {
  const { settings, say } = hold;
  return (
    <Group title={say('set.g.general')}>
      <LoginRows {...{ login, say }} place={appPlace} />
      <OnOffRow {...{ hold, at: 'tray.title' }} />
      <ChoiceRow {...{ hold, at: 'text.size' }} />
      <ChoiceRow {...{ hold, at: 'language' }} />
      <Lead
        {...{ go, to: 'set.shortcut', label: say('set.hotkey') }}
        value={settingSay('shortcut', settings.shortcut, say)}
      />
      <Lead {...{ go, to: 'set.hooks', label: say('hooks.title'), value: hooksSay(hold) }} />
      <Lead {...{ go, to: 'set.file', label: say('set.file'), value: '' }} />
      <Lead {...{ go, to: 'doctor', label: say('doctor.title'), value: '' }} />
      <Lead
        {...{ go, to: 'set.update', label: say('update.title') }}
        value={settingSay('update.check', settings['update.check'], say)}
      />
      <Lead {...{ go, to: 'set.about', label: say('set.about'), value: '' }} />
    </Group>
  );
}
