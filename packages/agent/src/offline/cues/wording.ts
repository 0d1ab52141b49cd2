const FILMER =
  /\b(?:the )?(?:person|man|woman|guy|one|someone|somebody|people|whoever|anyone|me|human|operator)(?: who| that)?(?: (?:was|is|were|had been|did))? (?:filming|recording|shooting|photographing|(?:holding|carrying|operating|using|behind|with|took|taking|held|made|making|filmed|shot) the (?:camera|phone|video|picture|pictures|photo|photos|footage|shot|film|image|recording|smartphone|lens))(?: (?:it|this|the scene|the room))?\b/g;
const FILMING_DEVICE =
  /\b(?:the )?(?:phone|smartphone|device|handset|recorder|camcorder|robot|drone)(?= (?:that |which )?(?:was |is |did )?(?:filming|film|filmed|record|recording|recorded|mov|travel|cover|shift|displac|took|shot|go))/g;
/** "A tape measure", "an ant": what a distance is imagined to be measured with. */
const INSTRUMENT =
  /\ban? (?:(?:straight|taut|tight|piece of|length of|flying|laser|measuring|tape|thin|single) )*(?:tape measure|measure|tape|string|rope|ruler|laser|beam|thread|cord|yardstick|ant|bird|fly|bee|crow)\b/g;
/** "For a floor plan I need …": why it is asked. */
const ERRAND = /^for (?:an?|my|our) [^,;<]*? (?=(?:i|we) (?:need|want|would)|please|tell|give)/;
const BOX =
  /\b(?:a|an|the|one)(?: [a-z]+){0,3} (?:box|cuboid|block)(?: [a-z]+){0,3}? (?:around|round|enclosing|surrounding|containing|enveloping|about)\b/;

/** Puts the filming person, a measuring line and a box that is only thought of into words that are no objects. */
export function inSingleWords(text: string): string {
  const plain = text
    .replace(FILMER, "the cameraman")
    .replace(FILMING_DEVICE, "the camera")
    .replace(INSTRUMENT, "one line")
    .replace(ERRAND, "");
  const boxed = BOX.test(plain) ? plain.replace(/\b(?:box|cuboid|block)\b/g, "boundingbox") : plain;
  return boxed.replace(/\b(an?|the|its) (?:[a-z]+ ){1,2}boundingbox\b/g, "$1 boundingbox");
}
