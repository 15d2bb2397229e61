/** Columns of a customer's consent, one for each purpose; unknown is no consent. */
export const CONSENT_COLUMNS = {
  mayAnalyse: {
    type: 'boolean',
    role: 'consent',
    required: false,
    meaning: 'The customer agreed to statistics on their data',
    names: ['consent analysis', 'analytics consent', 'einwilligung analyse'],
  },
  mayProfile: {
    type: 'boolean',
    role: 'consent',
    required: false,
    meaning: 'The customer agreed to being profiled',
    names: ['consent profiling', 'profiling', 'einwilligung profiling', 'profilage'],
  },
  mayMarket: {
    type: 'boolean',
    role: 'consent',
    required: false,
    meaning: 'The customer agreed to messages of marketing',
    names: [
      'consent marketing',
      'opt in',
      'optin',
      'newsletter',
      'accepts marketing',
      'einwilligung werbung',
      'opt_in_marketing',
    ],
  },
  mayShare: {
    type: 'boolean',
    role: 'consent',
    required: false,
    meaning: 'The customer agreed to their data going to third parties',
    names: ['consent third party', 'share data', 'third party', 'einwilligung dritte'],
  },
} as const;
