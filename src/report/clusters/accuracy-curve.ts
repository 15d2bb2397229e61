import type { TypingQuestionnaire } from '../../cluster/questionnaire/typing-questionnaire.js';
import { formatNumber } from '../../core/format.js';
import { InputError } from '../../core/input-error.js';
import { chartLayout, numberAxis } from '../../display/chart-layout.js';
import { type Figure, figure } from '../../display/figure.js';
import { REST_COLOR, SEGMENT_COLORS } from '../../display/palette.js';

/** What is drawn of a questionnaire. */
export type DrawnQuestionnaire = Pick<TypingQuestionnaire, 'curve' | 'guessing' | 'recommended' | 'because'>;

/**
 * How often so many questions type a person rightly, beside guessing, with the number that is recommended.
 *
 * @param questionnaire - What `typingQuestionnaire` gives.
 * @throws {InputError} For a curve without points.
 *
 * @example
 * accuracyCurve(await typingQuestionnaire(scaled, segmentation, { seed: 1, folds: 5 })).data.length; // 2
 */
export function accuracyCurve(
  questionnaire: DrawnQuestionnaire,
  options: { readonly title?: string } = {},
): Figure {
  const { curve, guessing, recommended, because } = questionnaire;
  if (curve.length === 0) throw new InputError('accuracyCurve: the curve has no points.');
  const percent = (share: number) => formatNumber(share, { style: 'percent', digits: 0 });
  const isChosen = curve.map(({ questions }) => questions === recommended);
  const [line, star] = SEGMENT_COLORS;
  const last = curve[curve.length - 1];
  return figure(
    {
      title: options.title ?? 'How many questions type a person?',
      caption: `How to read this: each point is a number of questions, and how many persons held out they type rightly, with the 95% interval. The star is the fewest questions that are not worse than the best; the dotted line is what guessing the largest segment reaches. ${because}`,
      alternativeText: `Line chart. Horizontal axis: questions, 1 to ${curve.length}. Vertical axis: persons typed rightly, from ${percent(curve[0].accuracy.value)} with one question to ${percent(last.accuracy.value)} with ${last.questions}. Recommended: ${recommended}. Guessing: ${percent(guessing)}.`,
      source: `${formatNumber(last.accuracy.n)} customers, held out in parts`,
      table: {
        kind: 'table',
        caption: 'Persons typed rightly by number of questions',
        columns: [
          { name: 'questions', title: 'Questions', align: 'right' },
          { name: 'question', title: 'Comes in' },
          {
            name: 'accuracy',
            title: 'Typed rightly',
            align: 'right',
            format: { style: 'percent', digits: 1 },
          },
          { name: 'low', title: 'from', align: 'right', format: { style: 'percent', digits: 1 } },
          { name: 'high', title: 'to', align: 'right', format: { style: 'percent', digits: 1 } },
        ],
        rows: curve.map(({ questions, question, accuracy }) => [
          questions,
          question,
          accuracy.value,
          accuracy.low,
          accuracy.high,
        ]),
        totalRows: curve.length,
      },
    },
    [
      {
        type: 'scatter',
        mode: 'lines',
        x: [curve[0].questions - 0.5, last.questions + 0.5],
        y: [100 * guessing, 100 * guessing],
        line: { color: REST_COLOR, dash: 'dot', width: 2 },
        hoverinfo: 'skip',
      },
      {
        type: 'scatter',
        mode: 'lines+markers',
        x: curve.map(({ questions }) => questions),
        y: curve.map(({ accuracy }) => 100 * accuracy.value),
        line: { color: line },
        marker: {
          color: isChosen.map((is) => (is ? star : line)),
          size: isChosen.map((is) => (is ? 15 : 7)),
          symbol: isChosen.map((is) => (is ? 'star' : 'circle')),
          opacity: 1,
          line: { width: 0 },
        },
        error_y: {
          type: 'data',
          symmetric: false,
          array: curve.map(({ accuracy }) => 100 * (accuracy.high - accuracy.value)),
          arrayminus: curve.map(({ accuracy }) => 100 * (accuracy.value - accuracy.low)),
          color: line,
          thickness: 1.5,
          width: 0,
        },
        cliponaxis: false,
        text: curve.map(({ question, accuracy }) => `+ ${question}: ${percent(accuracy.value)}`),
        hoverinfo: 'text',
      },
    ],
    chartLayout(380, {
      xaxis: numberAxis('Questions (number)', {
        tickmode: 'array',
        tickvals: curve.map(({ questions }) => questions),
        range: [curve[0].questions - 0.5, last.questions + 0.5],
      }),
      yaxis: numberAxis('Persons typed rightly (%)', { range: [0, 102] }),
    }),
  );
}
