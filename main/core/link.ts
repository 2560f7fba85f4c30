import { z } from 'zod';
import type { Mode } from './settings.ts';

/** `offline-mode://…` is this app's own kind of address. */
export const linkScheme = 'offline-mode';

/** Pages that a link may open. */
export const linkPages = [
  'home',
  'ready',
  'prepare',
  'drill',
  'diary',
  'devices',
  'guide',
  'settings',
] as const;
export type LinkPage = (typeof linkPages)[number];

/** What a link asks for. `open` and `check` change nothing; the rest is the person's to agree to. */
export type Link =
  | { readonly do: 'open'; readonly page: LinkPage }
  | { readonly do: 'check' }
  | { readonly do: 'mode'; readonly mode: Mode }
  | { readonly do: 'prepare' }
  | { readonly do: 'drill' };

/** Why a link is left alone. `taking`: it asks for a drill that takes something, which only a person at this machine may start. */
export type LinkRefusal = 'unknown' | 'taking';

const open = (page: LinkPage) => ({ do: 'open', page }) as const;
const mode = (to: Mode) => ({ do: 'mode', mode: to }) as const;

/** All links there are. There are no parameters, so that nobody's text gets in by this door. */
const links: Readonly<Record<string, Link | LinkRefusal>> = {
  open: open('home'),
  ...Object.fromEntries(linkPages.map((page) => [`open/${page}`, open(page)])),
  check: { do: 'check' },
  'mode/auto': mode('auto'),
  'mode/offline': mode('offline'),
  'mode/online': mode('online'),
  prepare: { do: 'prepare' },
  'drill/check': { do: 'drill' },
  'drill/app': 'taking',
  'drill/wifi': 'taking',
};

/** Longer than any link that there is; what is longer is not looked at. */
const linkMost = 60;

const Links = z
  .string()
  .max(linkMost)
  .regex(new RegExp(`^${linkScheme}://`, 'i'))
  .transform((text) => text.slice(`${linkScheme}://`.length).replace(/\/$/, ''))
  .pipe(z.enum(Object.keys(links)));

/** What the address asks for, or why it is left alone. Whoever made it is not to be trusted. */
export function parseLink(text: unknown): Link | LinkRefusal {
  const path = Links.safeParse(text);
  return path.success ? (links[path.data] ?? 'unknown') : 'unknown';
}

/** The one address of ours among a program's arguments, if there is one. */
export const linkIn = (args: readonly string[]): string | null =>
  args.find((arg) => arg.toLowerCase().startsWith(`${linkScheme}:`)) ?? null;
