import { InputError } from '../../core/input-error.js';
import type { MimeBundle } from '../../display/bundle.js';
import { bundleOf } from './bundle-of.js';
import { figureOf } from './figure-of.js';
import type { IdentifiedOutput, UpdateOutput } from './live-output.js';
import { svgBundle } from './picture-shapes.js';
import { shownParts } from './shown-parts.js';

/** How a value is shown. */
export interface DisplayOptions {
  /** The value is a bundle of MIME types already. */
  readonly raw?: boolean;
  /** Name by which the display can be changed later. */
  readonly display_id?: string;
  /** Changes the displays with this `display_id` instead of adding one. */
  readonly update?: boolean;
}

type Show = IdentifiedOutput | UpdateOutput;
type Shown = void | Promise<void>;

/** What cells see as `display`. */
export interface Display {
  (value: unknown, options?: DisplayOptions): Shown;
  html(html: string, options?: DisplayOptions): Shown;
  md(markdown: string, options?: DisplayOptions): Shown;
  svg(svg: string, options?: DisplayOptions): Shown;
  json(value: unknown, options?: DisplayOptions): Shown;
  figure(
    figure: { readonly data: readonly object[]; readonly layout?: object },
    options?: DisplayOptions,
  ): Shown;
}

const TEXT_LENGTH = 2000;

/** Makes the functions by which cells show things; `show` takes the outputs in order. */
export function displayFunctions(show: (output: Show) => void): Display {
  const display = (value: unknown, options: DisplayOptions = {}): Shown => {
    const isSplit = options.raw !== true && options.display_id === undefined;
    const shown = (isSplit ? shownParts(value) : [value]).map((part) => showPart(part, options));
    if (shown.some((part) => part !== undefined)) return Promise.all(shown).then(() => {});
  };
  return Object.assign(display, {
    html: (html: string, options?: DisplayOptions) =>
      showBundle({ 'text/html': text('html', html), 'text/plain': withoutTags(html) }, options),
    md: (markdown: string, options?: DisplayOptions) =>
      showBundle({ 'text/markdown': text('md', markdown), 'text/plain': markdown }, options),
    svg: (svg: string, options?: DisplayOptions) => showBundle(svgBundle(text('svg', svg)), options),
    json: (value: unknown, options?: DisplayOptions) => showBundle(jsonBundle(value), options),
    figure: (value: unknown, options?: DisplayOptions) => {
      const figure = figureOf(value);
      if (figure === undefined) {
        throw new InputError('display.figure needs a figure: { data: [traces], layout } as Plotly takes it.');
      }
      return display(figure, options);
    },
  });

  function showPart(value: unknown, options: DisplayOptions): Shown {
    if (options.raw === true) return showBundle(rawBundle(value), options);
    const bundle = bundleOf(value);
    if (!(bundle instanceof Promise)) return showBundle(bundle, options);
    return bundle.then((settled) => showBundle(settled, options));
  }

  function showBundle(data: MimeBundle, { display_id, update }: DisplayOptions = {}): void {
    if (update !== true) {
      const transient = display_id === undefined ? {} : { transient: { display_id } };
      show({ output_type: 'display_data', data, metadata: {}, ...transient });
      return;
    }
    if (display_id === undefined) {
      throw new InputError(
        "display: update needs the display_id of what is changed, for example { display_id: 'a', update: true }.",
      );
    }
    show({ output_type: 'update_display_data', data, metadata: {}, transient: { display_id } });
  }
}

function rawBundle(value: unknown): MimeBundle {
  const isBundle = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isBundle && Object.keys(value).every((type) => type.includes('/'))) return value as MimeBundle;
  throw new InputError(
    "display: with raw, the value must be a bundle, for example { 'text/html': '<b>4</b>' }.",
  );
}

function text(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new InputError(`display.${name} needs a text, got ${value === null ? 'null' : typeof value}.`);
}

function jsonBundle(value: unknown): MimeBundle {
  const json = JSON.stringify(value, undefined, 2);
  if (json === undefined) throw new InputError(`display.json: ${typeof value} has no form in JSON.`);
  return { 'application/json': JSON.parse(json), 'text/plain': json };
}

/** Rough text of HTML, for where only text is shown. */
function withoutTags(html: string): string {
  return html
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, TEXT_LENGTH);
}
