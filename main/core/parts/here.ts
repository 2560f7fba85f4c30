import { isHereOnly } from '../probing.ts';
import type { Settings } from '../settings.ts';
import type { State } from '../state.ts';
import { kindOf, lanId, type PartId } from './part.ts';
import { distanceOf, parseBase, parseService } from './targets.ts';

/** A place on this machine, as far as its name or address tells without asking anybody. */
const isHere = (place: { readonly host: string } | null): boolean =>
  place !== null && distanceOf(place.host) === 'here';

/** The settings as a look gets them: before "Start watching" an Ollama elsewhere is not in them. */
export function settingsToAsk(state: State): Settings {
  const { settings } = state;
  if (!isHereOnly(state)) return settings;
  const here = settings['ollama.places'].filter((text) => isHere(parseBase(text)));
  return { ...settings, 'ollama.places': here };
}

/** Whether a part may be looked at: before "Start watching" only what is on this machine may. */
export function mayLook(state: State, id: PartId): boolean {
  if (!isHereOnly(state)) return true;
  const { settings } = state;
  switch (kindOf(id)) {
    case 'ollama':
      return settingsToAsk(state)['ollama.places'].length > 0;
    case 'headscale':
      return settings['headscale.url'] === '' || isHere(parseBase(settings['headscale.url']));
    case 'lan':
      return settings['lan.services'].some((text) => {
        const service = parseService(text);
        return service !== null && lanId(service.name) === id && isHere(service);
      });
    default:
      return true;
  }
}
