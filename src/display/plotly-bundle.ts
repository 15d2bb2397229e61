import { type MimeBundle, PLOTLY_MIME } from './bundle.js';
import type { PlotlyObject } from './figure.js';

export function plotlyBundle({
  data,
  layout,
}: {
  data: readonly PlotlyObject[];
  layout: PlotlyObject;
}): MimeBundle {
  return { [PLOTLY_MIME]: { data, layout }, 'text/plain': 'Chart' };
}
