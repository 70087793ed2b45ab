import type { college } from '../../wailsjs/go/models';
import { say } from './words';

/** Where a session meets: "Wexmoor Central Library, Learning Room", "Online (Teams)", or to be confirmed. */
export function placeText(place: college.Place): string {
  const room = [place.venue, place.room].filter(Boolean).join(', ');
  const online = place.online ? say('session.online', { platform: place.online }) : '';
  return [room, online].filter(Boolean).join(' · ') || say('session.noPlace');
}

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** "Priya K and Ali M". */
export const namesText = (names: string[]): string => list.format(names);
