// What the loops of dense networks read of their memory, by position: 32-bit words of the plan. AssemblyScript and
// TypeScript both compile this file.

export const LAYERS = 0;
export const COLUMNS = 1;
/** Rows in one update. */
export const BATCH = 2;
/** Rows of `order` to work on: from this one to the one before `LAST_ROW`. */
export const FIRST_ROW = 3;
export const LAST_ROW = 4;
/** Parts of a batch whose gradients are added up in order, whatever the number of threads. */
export const SHARDS = 5;
/** Panels of eight rows that a shard holds at most. */
export const PANELS = 6;
/** Addresses in bytes. */
export const DATA = 7;
export const ORDER = 8;
/** Added to the inputs, a row after another from `FIRST_ROW` on; 0: nothing is. */
export const NOISE = 9;
export const PARAMETERS = 10;
export const FIRST_MOMENTS = 11;
export const SECOND_MOMENTS = 12;
export const GRADIENTS = 13;
/** Values of all layers, a shard after another. */
export const VALUES = 14;
/** Whether each column has cross-entropy, as a word. */
export const ITEMS = 15;
/** Sum of errors of each shard, in double precision. */
export const ERRORS = 16;
export const SETTINGS = 17;
/** Words by which threads talk: the next unit, units done, threads that sleep. */
export const TICKETS = 18;
/** Sizes in bytes. */
export const PARAMETER_BYTES = 19;
/** Weights come first, biases after them. */
export const WEIGHT_BYTES = 20;
export const VALUE_BYTES = 21;
/** Where the inputs with their noise are among the values of a shard; the inputs as they are come first. */
export const NOISED = 22;
/** Where there is room for the gradients of one layer's outputs as rows. */
export const ROWS = 23;
/** Records of the layers. */
export const FIRST_LAYER = 24;

/** Words of a layer: sizes, and sizes rounded up to a multiple of four. */
export const INPUTS = 0;
export const INPUTS_4 = 1;
export const OUTPUTS = 2;
export const OUTPUTS_4 = 3;
export const ACTIVATION = 4;
/** Bytes from the first parameter. */
export const WEIGHTS = 5;
export const BIASES = 6;
/** Bytes from the first value of a shard. */
export const MADE = 7;
export const LAYER_WORDS = 8;

/** Double-precision words of the settings. */
export const LEARNING_RATE = 0;
export const L2 = 1;
/** The decay of the moments to the power of the steps so far. */
export const FIRST_POWER = 2;
export const SECOND_POWER = 3;
/** Sum of errors of all rows that were worked on. */
export const TOTAL = 4;
export const SETTINGS_WORDS = 5;

/** Activations. */
export const LINEAR = 0;
export const RELU = 1;
export const ELU = 2;
export const TANH = 3;
export const SIGMOID = 4;
