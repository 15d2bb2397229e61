/** English words that say little by themselves. */
export const ENGLISH_STOP_WORDS: readonly string[] = (
  'a about after again all also am an and any are as at be because been before being between both but by can could did ' +
  'do does doing down during each even ever few for from further get got had has have having he her here hers him his ' +
  "how i i'd i'll i'm i've if in into is it it's its just let me more most much my no nor not now of off on once one only or " +
  'other our ours out over own same she should so some such than that the their them then there these they this those ' +
  "through to too under until up upon us very was we were what when where which while who whom why will with would you you're your yours " +
  "isn't wasn't aren't don't doesn't didn't won't can't couldn't wouldn't haven't hasn't hadn't that's there's"
).split(' ');

/** English words that turn round what follows. */
export const ENGLISH_NEGATORS: readonly string[] = (
  'not no never none neither nor without cannot hardly barely nothing nobody ' +
  "isn't wasn't aren't weren't don't doesn't didn't won't can't couldn't wouldn't shouldn't haven't hasn't hadn't ain't"
).split(' ');
