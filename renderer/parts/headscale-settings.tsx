import { distanceOf, parseBase } from '../../main/core/parts/targets.ts';
import { Group } from './controls.tsx';
import { FieldRow, FileRow, type Hold } from './setting-rows.tsx';

/** Where Headscale is, and what is read of it. */
export function HeadscaleSettings({ hold }: { hold: Hold }) {
  const { settings, say } = hold;
  const isLocked = settings['headscale.keyFile'] !== '';
  return (
    <Group note={say('set.hs.keySay')}>
      <FieldRow
        {...{ hold, at: 'headscale.url' }}
        label={say('set.hs.address')}
        note={say('set.hs.say')}
        placeholder={say('set.none')}
        locked={isLocked ? say('set.hs.locked') : undefined}
      />
      <FileRow {...{ hold, at: 'headscale.config' }} />
      <FileRow {...{ hold, at: 'headscale.keyFile' }} />
    </Group>
  );
}

/** The end of the row that leads here: where it is. */
export function headscaleSay({ settings, say }: Hold): string {
  const place = parseBase(settings['headscale.url']);
  if (place) return distanceOf(place.host) === 'here' ? say('set.needsMac') : place.host;
  return say(settings['headscale.config'] === '' ? 'set.off' : 'set.needsMac');
}
