import {
  evaluateSegments,
  type Figure,
  needsValueFigure,
  needsValueGrid,
  segmentEvaluationPlot,
  tableOf,
} from 'clientele';

/** Figures of four evaluated segments. */
export function evaluated(names: readonly string[]): Record<string, Figure> {
  const keys = names.map((_, i) => `s${i + 1}`);
  const rated = (values: readonly number[]) => Object.fromEntries(keys.map((key, i) => [key, values[i]]));
  const evaluation = evaluateSegments(
    { segments: keys.map((key, i) => ({ key, name: names[i], size: [400, 100, 25, 60][i] })) },
    {
      criteria: [
        { name: 'growth', side: 'attractiveness', ratings: rated([10, 5, 6, 0]) },
        { name: 'fit', side: 'competitiveness', ratings: rated([0, 10, 9, 2]) },
      ],
      seed: 1,
    },
  );
  const grid = needsValueGrid(
    tableOf({ key: keys, name: names, need: [1, 8, 8, 2], value: [5, 50, 70, 90] }),
    {
      id: 'key',
      name: 'name',
      need: { column: 'need', cuts: [3, 6] },
      value: { column: 'value', cuts: [10, 60] },
    },
  );
  return {
    segmentEvaluationPlot: segmentEvaluationPlot(evaluation),
    needsValueFigure: needsValueFigure(grid),
  };
}
