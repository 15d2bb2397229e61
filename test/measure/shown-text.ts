import type { Displayable } from 'clientele';
import { DISPLAY_KEY } from '#clientele/display/bundle';

/** What a reader of the plain text sees. */
export function shownText(value: Displayable): string {
  return String(value[DISPLAY_KEY]()['text/plain']).replaceAll('\u00a0', ' ');
}
