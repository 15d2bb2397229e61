/** Bases that customers can be grouped by, in words. */
export const BASES = {
  B1: 'demographic: age, income, education, life stage',
  B2: 'geographic: region, climate, city, urban or rural',
  B3: 'psychographic: values, interests, attitudes, lifestyle',
  B4: 'behavioural: purchases, usage, loyalty, channels',
  B5: 'firmographic: industry, size and place of companies',
  B6: 'benefit sought: convenience, price, quality, status',
  B7: 'needs: problems they want solved',
  B8: 'value: worth to the business',
} as const;

/** Key of a basis of segmentation. */
export type BasisKey = keyof typeof BASES;
