import fc from 'fast-check';

// The same examples in every run, so that a failure is there again for whoever looks; FAST_CHECK_SEED draws others.
fc.configureGlobal({ seed: Number(process.env.FAST_CHECK_SEED ?? 20_261_126) });
