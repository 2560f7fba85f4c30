import { join } from 'node:path';
import { app, type Tray } from 'electron';
import type { Glyph } from '../core/scene.ts';
import type { View } from '../core/view.ts';
import type { Inspection } from './inspect.ts';

export const iconFile = (name: string) => join(app.getAppPath(), 'assets', 'tray', `${name}Template.png`);

const frames = ['switching-1', 'switching-2', 'switching-3', 'switching-4'];

/** Keeps icon and tooltip as the view says. Shape carries the state; the tooltip is also what VoiceOver reads. */
export function keepIcon(
  tray: Tray,
  inspection: Inspection,
  isStill: () => boolean,
): { show(view: View, title: string): void; stop(): void } {
  let glyph: Glyph | null = null;
  let tip = '';
  let beside = '';
  let turning: NodeJS.Timeout | undefined;

  function turn(): void {
    let frame = 0;
    tray.setImage(iconFile(frames[0] ?? 'unknown'));
    if (isStill()) return;
    turning = setInterval(() => {
      frame = (frame + 1) % frames.length;
      tray.setImage(iconFile(frames[frame] ?? 'unknown'));
    }, 250);
  }

  return {
    show(view, title) {
      if (title !== beside) tray.setTitle(title, { fontType: 'monospacedDigit' });
      beside = title;
      if (view.tip !== tip) tray.setToolTip(view.tip);
      tip = view.tip;
      Object.assign(inspection, { icon: view.glyph, tip, title });
      if (view.glyph === glyph) return;
      glyph = view.glyph;
      clearInterval(turning);
      if (glyph === 'switching') turn();
      else tray.setImage(iconFile(glyph));
    },
    stop: () => clearInterval(turning),
  };
}
