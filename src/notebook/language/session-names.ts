/** Names under which rewritten cells find what the session offers to them. */
export const SESSION_NAMES = {
  import: '$import',
  importMeta: '$importMeta',
  stoppable: '$stoppable',
  stoppableEach: '$stoppableEach',
  steps: '$steps',
  require: '$require',
  filename: '$filename',
  dirname: '$dirname',
} as const;
