/**
 * TypeScript's parser and transpiler. It comes as CommonJS, and Node would search the nine megabytes of it for
 * the names of its exports if a module imported it: that takes longer than everything else in a short run.
 */
import ts = require('typescript');

export { ts };
