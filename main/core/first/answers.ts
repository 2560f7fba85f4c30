import { distanceOf, parseBase, parseService, parseWebPlace } from '../parts/targets.ts';
import type { Settings } from '../settings.ts';
import type { ToldFirst } from './found.ts';

/** Where a person's Headscale runs. */
export const whereabouts = ['here', 'elsewhere', 'none'] as const;
export type Whereabouts = (typeof whereabouts)[number];

/** What the first run asks. It becomes settings when the person starts watching, and not before. */
export interface Answers {
  readonly headscale: Whereabouts;
  /** Its address where it is elsewhere, as it is typed. */
  readonly url: string;
  /** A service of the local network, as it is typed. */
  readonly service: string;
}

/** Where a Headscale on this machine listens when nobody has seen it answer. */
const usualHere = 'http://127.0.0.1:8080';

/** What stands there before the person has typed: what is set already, else what was found. */
export function givenAnswers(settings: Settings, told: ToldFirst | null): Answers {
  const url = settings['headscale.url'];
  const place = parseBase(url);
  const isHere = place ? distanceOf(place.host) === 'here' : told?.headscale != null;
  const service = settings['lan.services'][0] ?? '';
  return { headscale: isHere ? 'here' : place ? 'elsewhere' : 'none', url: isHere ? '' : url, service };
}

/** The address of a Headscale on this machine: as it is set, as it was found, else its usual one. */
export function hereUrl(settings: Settings, told: ToldFirst | null): string {
  const place = parseBase(settings['headscale.url']);
  if (place && distanceOf(place.host) === 'here') return settings['headscale.url'];
  return told?.headscale ?? usualHere;
}

/** A service as the settings have it. An address alone gets the first word of its host as a name; null: it is none. */
export function serviceOf(typed: string): string | null {
  const text = typed.trim();
  if (parseService(text)) return text;
  if (text.includes('=')) return null;
  const host = parseWebPlace(text)?.host ?? parseService(`x=${text}`)?.host;
  if (host === undefined) return null;
  const isName = !host.includes(':') && !/^[\d.]+$/.test(host);
  const named = `${isName ? (host.split('.')[0] ?? host) : host}`.slice(0, 40);
  const service = `${named}=${text}`;
  return parseService(service) ? service : null;
}

/** The answers in which something is typed that cannot be so, in the order of the page. */
export function wrongIn({ headscale, url, service }: Answers): readonly ('url' | 'service')[] {
  const isWrongUrl = headscale === 'elsewhere' && parseBase(url.trim()) === null;
  const isWrongService = service.trim() !== '' && serviceOf(service) === null;
  return [...(isWrongUrl ? (['url'] as const) : []), ...(isWrongService ? (['service'] as const) : [])];
}

/** The settings that these answers change. */
export function changesBy(
  answers: Answers,
  settings: Settings,
  told: ToldFirst | null,
): Partial<Pick<Settings, 'headscale.url' | 'lan.services'>> {
  const url = { here: hereUrl(settings, told), elsewhere: answers.url.trim(), none: '' }[answers.headscale];
  const [first, ...others] = settings['lan.services'];
  const service = serviceOf(answers.service);
  return {
    ...(url === settings['headscale.url'] ? {} : { 'headscale.url': url }),
    ...(service === (first ?? null)
      ? {}
      : { 'lan.services': service === null ? others : [service, ...others] }),
  };
}
