/**
 * TensorFlow.js with the backend that is active in this process, the plain CPU one when none is. Loading takes
 * about half a second the first time.
 */
export async function tensorflow(): Promise<typeof import('@tensorflow/tfjs-core')> {
  const tf = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-layers'); // registers the gradients, which the core alone lacks
  await import('@tensorflow/tfjs-backend-cpu');
  await tf.ready();
  // The first tensor prints an advertisement for another package, unless in production.
  const production = tf.env().getBool('PROD');
  tf.env().set('PROD', true);
  tf.scalar(0).dispose();
  tf.env().set('PROD', production);
  return tf;
}
