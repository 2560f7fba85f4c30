import { afterEach } from 'vitest';
import { newPlace, type Place } from './claw-place.ts';

/** Makes places that are gone after the test in which they were made. */
export function placesOfTests(): typeof newPlace {
  const places: Place[] = [];
  afterEach(() => {
    for (const place of places.splice(0)) place.end();
  });
  return (text, more) => {
    const place = newPlace(text, more);
    places.push(place);
    return place;
  };
}
