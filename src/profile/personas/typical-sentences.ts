import { joined, type Quote, quote, type Sentence, sentence } from '../../core/evidence.js';
import { spokenFormat } from '../../display/spoken-format.js';
import type { CardVoice } from './card-voice.js';
import { shownMarkers } from './shown-markers.js';
import type { TypicalCustomers } from './typical-customers.js';

const MOST_VALUES = 4;
/** Above this share of unlike customers it is told in percent: "one in two" is no exception. */
const MANY = 0.4;

/** A real customer near the middle, and how many do not fit. */
export function typicalSentences(voice: CardVoice, typical: TypicalCustomers): Sentence[] {
  return [realCustomer(voice, typical), spread(voice, typical)].filter((said) => said !== undefined);
}

function realCustomer({ profile, segment, key, word }: CardVoice, { segments, source }: TypicalCustomers) {
  const values = segments.find((one) => one.key === key)?.values ?? {};
  const markers = shownMarkers(profile, segment).map(({ column }) => column);
  const columns = [...new Set([...markers, ...Object.keys(values)])]
    .filter((column) => column in values)
    .slice(0, MOST_VALUES);
  if (columns.length === 0) return undefined;
  const said = columns.map((column, i): Sentence => {
    const value = valueQuote(column);
    const end = i === columns.length - 1 ? '.' : ';';
    return i === 0
      ? sentence`A real customer in the middle: ${word(column, 'label')} ${value}${end}`
      : sentence`${word(column, 'label')} ${value}${end}`;
  });
  return joined(...said, sentence`Rounded, and without the name.`);

  function valueQuote(column: string): Quote {
    const address = [key, 'typical customer', column];
    const number = profile.numbers.find(({ name }) => name === column);
    const value = values[column];
    const format =
      number === undefined || typeof value !== 'number' ? {} : spokenFormat(column, number.info, value);
    return quote(source, address, format);
  }
}

function spread({ key, profile }: CardVoice, { segments, source }: TypicalCustomers): Sentence | undefined {
  const unlike = segments.find((one) => one.key === key)?.unlike;
  const customers = Math.round((unlike?.value ?? 0) * (unlike?.n ?? 0));
  if (unlike === undefined) return undefined;
  const at = (which: string, format = {}) => quote(source, [key, 'unlike', which], format);
  if (unlike.value === 0) return sentence`All ${at('of')} fit: half of these facts or more hold for each.`;
  if (customers < profile.minimum)
    return sentence`Nearly all of the ${at('of')} fit: half of these facts or more hold for them.`;
  if (unlike.value > MANY) {
    return sentence`${at('share', { style: 'percent', digits: 0 })} of them do not fit this: fewer than half of these facts hold for them.`;
  }
  return sentence`One in ${at('one in')} does not fit this: for ${at('customers')} of ${at('of')} fewer than half of these facts hold.`;
}
