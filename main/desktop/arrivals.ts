import { app } from 'electron';
import { linkIn, linkScheme } from '../core/link.ts';

export interface Arrivals {
  /** From now on; links that came before are taken first. */
  follow(next: { take(address: string): void; show(): void }): void;
}

/**
 * The ways in from outside: a link, a second start, Spotlight. Listened for before the app is ready, because macOS sends the
 * link that has started it earlier than that; elsewhere a link is an argument, of this start or of a second one.
 */
export function hearArrivals(): Arrivals {
  const waiting: string[] = [];
  let take = (address: string): void => void waiting.push(address);
  let show = () => {};
  const arrived = (args: readonly string[]) => {
    const address = linkIn(args);
    if (address === null) show();
    else take(address);
  };
  app.on('open-url', (event, address) => {
    event.preventDefault();
    take(address);
  });
  app.on('second-instance', (_event, args) => arrived(args));
  app.on('activate', () => show());
  arrived(process.argv);
  return {
    follow(next) {
      take = next.take;
      show = next.show;
      for (const address of waiting.splice(0)) take(address);
    },
  };
}

/** Only an installed app answers for such addresses; one that is being worked on would leave its Electron behind for them. */
export function registerLinks(): void {
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkScheme);
}
