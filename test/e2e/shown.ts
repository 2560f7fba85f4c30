import type { ToldDrill } from '../../main/core/drill/told.ts';
import type { ToldJob } from '../../main/core/jobs/told.ts';
import type { ToldReady } from '../../main/core/ready/told.ts';
import type { App } from './app.ts';

/** What a panel is shown instead of what the engine tells: for what takes hours or a disk full of models to be so. */
export interface Shown {
  readonly jobs?: readonly ToldJob[];
  readonly drill?: Partial<ToldDrill>;
  readonly ready?: Partial<ToldReady>;
}

/** From now on every frame on its way to the panel has that in it. The panel itself is the real one. */
export async function show(app: App, shown: Shown): Promise<void> {
  await app.electron.evaluate(({ BrowserWindow }, wanted) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (!contents) throw new Error('no panel');
    const real = Reflect.get(contents, 'realSend') ?? contents.send.bind(contents);
    Reflect.set(contents, 'realSend', real);
    contents.send = (channel, frame) => {
      const { snapshot } = frame;
      const ready = { ...snapshot.ready, ...wanted.ready };
      const drill = { ...snapshot.drill, ...wanted.drill };
      const jobs = wanted.jobs ?? snapshot.jobs;
      real(channel, { ...frame, snapshot: { ...snapshot, jobs, drill, ready } });
    };
  }, shown);
}
