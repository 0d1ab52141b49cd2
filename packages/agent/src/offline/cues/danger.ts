/** What the cue readers must not overlook: each of these changes the question into one that no rule answers. */
const DANGERS: readonly RegExp[] = [
  // Negation, exclusion.
  /\b(?:not|no|nor|never|none|without|except|excluding|excluded|exclude|ignoring|ignore|besides|unlike|instead|rather|other than|but|although|unless|apart from|aside)\b/,
  // Attributes and states.
  /\b(?:colou?r\w*|material\w*|made of|textures?|patterns?|brands?|shapes?d?|opened|open|closed|shut|locked|broken|dirty|clean|occupied|comfortable|expensive|cheap\w*|bright\w*|dark\w*|switched|(?:on or off)|(?:kinds?|types?|sorts?) of|different (?:kinds?|types?)|function|holds|contents?)\b/,
  // Quantities of another kind.
  /\b(?:time does|minutes?|seconds?|newer|newest|hours?|days?|years?|old|older|oldest|age|ago|weigh\w*|heav\w+|mass|prices?|costs?|temperature|warm\w*|hot\w*|cold\w*|area|square|cubic|surface area|perimeter|circumference|diameter|radius|angles?|degrees?|o'? ?clock|speeds?|fast\w*|slow\w*|percent\w*|ratio|difference|differ|average|mean|pixels?|volume in|enough|fits?|steps?|times|twice|half)\b/,
  /\bhow much (?:\w+er|more|less) \b/,
  // Rank among unnamed objects, and ordinals of objects.
  /\b(?:second|third|fourth|fifth|sixth|2nd|3rd|4th|next(?! to)|last|first|another|others?(?! (?:object|item|end|one)))\b(?! or)/,
  /\b(?:any other|all (?:the )?(?:other )?objects|anything|what else)\b/,
  /\b\w+(?:er|est) of the (?:two|three|four|2|3|4) <\d+>/,
  /\bthe \w+est (?:thing|object|item|one|piece) (?:between|on|near|next|behind|in front)\b/,
  /\b(?:nearer|closer|nearest|closest)\b.*\band\b.*\b(?:nearer|closer|nearest|closest)\b/,
  /\bwhat (?:is|lies|stands|sits) (?:in )?between\b/,
  // A part of an object.
  /<\d+> of (?:the |a |its )?<\d+>/,
  /\b(?:top|bottom|back|front|left|right|corner|tip|leg|base|rim|upper|lower|inside|shadow|reflection|part|end|half|edge)(?: (?:side|edge|part|end|corner|half))? of (?:the |a )?<\d+>/,
  // An object told apart by its place.
  /<\d+> (?:that |which |who )?(?:is |are |stands |lies |hangs )?(?:on|in|under|underneath|above|below|over|inside|behind|beside|near|by|with|at|next to|in front of|left of|right of|opposite)(?: the| a)? <\d+>/,
  // Something done to an object, or a condition on it.
  /\b(?:moving|push\w*|pull\w*|remov\w*|shift\w*|swap\w*|replac\w*|raised?|slid\w*|flip\w*|fold\w*|unfold\w*|stack\w*|drag\w*|lift\w*|cut|hang\w*|mounted|carried away|taken away)\b/,
  /<\d+>.*\b(?:moved?|moves|carried|relocated)\b|\b(?:moved?|moves|carried|relocated)\b.*<\d+>/,
  /\b(?:once|when|while|until)(?: fully)? ~/,
  /\bhow long (?:have|has|had|did|ago)\b/,
  /\bafter (?:the )?<\d+>/,
  /<\d+> (?:were|was|is|are|had|has|have|be|been|gets?|got)(?: \w+)? (?:moved|turned|rotated|opened|closed|put|placed on|gone|lowered)/,
  /\b(?:if|once|after|before|until|assuming|suppose|unless) (?:the |a )?<\d+> (?:were|was|is|are|had|has|gets?|got|~)/,
  // Several questions at once.
  /\b(?:and|or|also|then|;) (?:also )?(?:how (?:many|far|tall|wide|high|deep|long|big)|what|where|who|why|when)\b.*\b(?:how|what|where|who|why)\b|\b(?:how|what|which|where|is|are)\b.*\band (?:also )?(?:how|what|where|who|why|is it|are they)\b/,
  /\bhow\b.*\band which\b/,
  /\b(?:why|describe|explain|summari[sz]e|poem|list all)\b/,
  /\b(?:the|its|their|both) (?:height|width|depth|length|longest side) and (?:the |its |their )?(?:height|width|depth|length)/,
];
const HARMLESS: readonly RegExp[] = [
  /\bwhether or not\b/g,
  /\bno matter\b/g,
  /\bif not (?:sure|certain)\b/g,
  /\b(?:from|to) (?:one|the other)(?: (?:object|item|one|end))?\b/g,
  /\bthe other way (?:round|around)\b/g,
  /\bone to the other\b/g,
  /\b(?:from )?bottom to top of\b/g,
  /\bfirst of all\b/g,
];

/** Whether a marked text holds anything that the cue readers may not overlook. */
export function isDangerous(text: string): boolean {
  let plain = text;
  for (const phrase of HARMLESS) plain = plain.replace(phrase, " ");
  return DANGERS.some((danger) => danger.test(plain));
}
