import type { Snapshot } from '../../main/core/snapshot.ts';
import type { Viewing } from '../../main/core/view.ts';
import type { Say } from '../../main/core/words.ts';
import type { Frame } from '../../preload/contract.ts';
import { AboutSettings } from './about.tsx';
import { AwayNote } from './away-note.tsx';
import { DrillSettings } from './drill-settings.tsx';
import { FileSettings } from './file-settings.tsx';
import { HeadscaleSettings } from './headscale-settings.tsx';
import { HookSettings } from './hook-settings.tsx';
import { ModelSettings } from './model-settings.tsx';
import { NeedsSettings } from './needs-settings.tsx';
import { Page } from './page.tsx';
import { type Place, pageTitles, type SettingsPlace } from './place.ts';
import { ShortcutSettings } from './shortcut-settings.tsx';
import { SkipSettings } from './skip-settings.tsx';
import { UpdateRows } from './update-rows.tsx';
import { WatchSettings } from './watch-settings.tsx';

interface PagesProps {
  readonly place: SettingsPlace;
  readonly snapshot: Snapshot;
  readonly viewing: Viewing;
  readonly frame: Frame;
  /** See ModelRow. */
  readonly others: readonly string[];
  readonly say: Say;
  /** The name of the page that the arrow leads back to. */
  readonly from: string;
  readonly back: () => void;
  readonly go: (place: Place) => void;
}

/** The pages behind the rows of the settings. */
export function SettingsPages(props: PagesProps) {
  const { place, say, from, back } = props;
  return (
    <Page key={place} title={say(pageTitles[place])} from={from} back={back}>
      <AwayNote isAway={props.viewing.isAway} say={say} />
      <Content {...props} />
    </Page>
  );
}

function Content({ place, snapshot, viewing, frame, others, say, go }: PagesProps) {
  const { settings, models, ready } = snapshot;
  const hold = { settings, say };
  switch (place) {
    case 'set.watch':
      return <WatchSettings hold={hold} openList={go} />;
    case 'set.models':
      return (
        <ModelSettings
          {...{ hold, models, others }}
          openMore={() => go('ollama.more')}
          openSkip={() => go('set.skip')}
        />
      );
    case 'set.skip':
      return <SkipSettings {...{ hold, viewing }} items={ready?.items ?? []} />;
    case 'set.drill':
      return <DrillSettings hold={hold} />;
    case 'set.headscale':
      return <HeadscaleSettings hold={hold} />;
    case 'set.needs':
      return <NeedsSettings hold={hold} />;
    case 'set.shortcut':
      return <ShortcutSettings hold={hold} />;
    case 'set.hooks':
      return <HookSettings hold={hold} told={snapshot.hooks} now={viewing.now} />;
    case 'set.file':
      return <FileSettings {...{ hold }} file={frame.file} />;
    case 'set.update':
      return <UpdateRows {...{ hold }} update={frame.update} now={viewing.now} />;
    case 'set.about':
      return <AboutSettings {...{ frame, say }} />;
  }
}
