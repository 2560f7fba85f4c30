import type { BannerAct, Banner as BannerCard } from '../../main/core/banners.ts';
import { offeredShortcut } from '../../main/core/shortcut.ts';
import type { Wish } from '../../preload/contract.ts';

interface BannerProps {
  readonly banner: BannerCard | null;
  readonly press: (act: BannerAct) => void;
}

/** One calm card at a time, with the one thing to do about it. */
export function Banner({ banner, press }: BannerProps) {
  if (banner === null) return null;
  const { act, label } = banner.do ?? {};
  return (
    <section
      class={`note boxed banner ${act === 'update' ? 'calm' : ''}`}
      role={act === 'seen-paid' ? 'status' : undefined}
    >
      <p>{banner.say}</p>
      {act && (
        <button type="button" class="btn" onClick={() => press(act)}>
          {label}
        </button>
      )}
    </section>
  );
}

/** What is pressed in a banner and is not the panel's own to do. */
export const bannerWishes: Readonly<
  Record<Exclude<BannerAct, 'seen-paid' | 'choose-key' | 'settings' | 'doctor' | 'update'>, Wish>
> = {
  'use-key': { type: 'setting.set', key: 'shortcut', value: offeredShortcut },
  'menu-bar': { type: 'menu-bar.allow' },
  notifications: { type: 'notifications.allow' },
  'local-network': { type: 'local.allow' },
};
