const ROOM =
  "(?:(?:living|dining|bed|bath|meeting|class) ?)?room|rooms|scene|space|apartment|flat|house|home|environment|office|area|place|hall|building";
const RECORD =
  "videos?|pictures?|images?|photos?|photographs?|scans?|captures?|footage|frames|recordings?|clips?|sequence|data|dataset|reconstruction|point cloud|views|shots|walkthrough|film|snapshots?|depth maps?|series|set|map|tour|material|input|(?:image|video) (?:sequence|frames|clip)";
/** Rooms that only mean the whole scene when one points at them: "this kitchen". */
const NAMED_ROOM =
  "kitchen|bedroom|bathroom|hallway|study|lounge|workshop|studio|corridor|garage|lab|laboratory|warehouse";
const MODIFIERS =
  "(?:(?:given|provided|attached|following|whole|entire|same|captured|recorded|input|rgb d|rgbd|shown|supplied|uploaded|video|indoor|available|full|single|3d|few|scanned|filmed|color|colour|little|short|complete|present|sample|multiple|several|different|of|the|these|those|this|all) )*";
const THING = `(?:(?:the|this|that|these|those|my|our|your|a|an|all|any) ${MODIFIERS}(?:${ROOM}|${RECORD})|(?:this|our|my|your) ${MODIFIERS}(?:${NAMED_ROOM}))(?: (?:frames|images|sequence|here|above|below|provided|given|i (?:took|recorded|made|filmed)|we (?:took|recorded|made|filmed)|(?:of|from|in) (?:a|the|this|our|my) ${MODIFIERS}(?:${ROOM}|${NAMED_ROOM})))*(?= |$)`;
const DEVICE = "robot|phone|smartphone|drone|iphone|kinect|realsense|lidar|scanner|tablet";

const PHRASES: readonly RegExp[] = [
  new RegExp(
    `\\b(?:(?:by )?(?:looking|look|judging|going|relying|based|basing|given|considering|according|using|watching|viewing|inspecting|having (?:seen|watched)|after (?:watching|viewing)|examine|inspect|consider|watch|view|use|study|take a look)(?: (?:only|carefully|closely))*(?: (?:at|by|on|upon|to|from|only))*) (?:${THING}|what (?:you|we|i|one) (?:can )?(?:see|observe)(?: (?:in|on|of) ${THING})?|what is (?:shown|visible|seen)(?: (?:in|on) ${THING})?)`,
    "g",
  ),
  new RegExp(
    `\\b(?:captured|recorded|filmed|taken|scanned|shot) (?:by|with|using|on) (?:a|an|the|my|our|your) (?:\\w+ )?(?:${DEVICE})\\b`,
    "g",
  ),
  new RegExp(
    `\\b(?:as |that |which |that is |that are |which is |which are )?(?:(?:(?:is|are|can be|being) )?(?:seen|shown|visible|depicted|captured|recorded|present|found|appearing|displayed|contained|existing|observed|inside|located|available) )?(?:in|on|of|from|within|inside|across|throughout|over|through|for|with) ${THING}`,
    "g",
  ),
  new RegExp(
    `\\b(?:does|do|did|would) (?:the|this|that|our|my) (?:${ROOM}|${RECORD}|${NAMED_ROOM}) (?:have|contain|hold|show|feature|include)\\b`,
    "g",
  ),
  new RegExp(
    `\\b(?:the|this|that|our|my) (?:${ROOM}|${RECORD}|${NAMED_ROOM}) (?:has|have|contains?|holds?|shows?|features?|includes?)\\b`,
    "g",
  ),
  /\b(?:in|all over|around) (?:the real world|reality|real life|3d space|3d|total view|here)\b/g,
  /\b(?:in|of|on|across) (?:all|every|each|any)(?: of)?(?: the)? (?:frames?|images?|pictures?|photos?|views?|videos?)\b/g,
];

/** Without the phrases that only say where the pictures come from: "in this room", "looking at these photos". */
export function withoutScene(text: string): string {
  let rest = text;
  for (const phrase of PHRASES) rest = rest.replace(phrase, " ");
  return rest.replace(/\s+/g, " ").trim();
}
