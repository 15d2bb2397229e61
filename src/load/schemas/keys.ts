/** The customer's id, as every table has it. */
export const CUSTOMER_ID = {
  type: 'text',
  role: 'id',
  meaning: 'The customer, the same in every table',
  names: [
    'customer',
    'client id',
    'cust id',
    'id',
    'user id',
    'member id',
    'household id',
    'hhid',
    'cust',
    'kunde',
    'kundennummer',
    'kunden nr',
    'cliente',
    'id cliente',
    'client',
    'numero client',
    '客户编号',
    '顧客ID',
    '고객번호',
  ],
} as const;

/** The id of a row's own thing. */
export function ownId(meaning: string, names: readonly string[]) {
  return { type: 'text', role: 'id', unique: true, meaning, names } as const;
}

/** Statistics and profiles, not a word to anybody else. */
export const INNER = ['analysis', 'profiling'] as const;
/** Also for choosing and writing messages. */
export const OUTER = ['analysis', 'profiling', 'marketing'] as const;
