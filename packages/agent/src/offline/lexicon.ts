/** Words as one string, to keep the lists readable. */
export function words(...lists: string[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => list.split(/\s+/)).filter((word) => word !== ""));
}

export const DETERMINERS = words("the a an this that these those its their my our your some any both");

/** Words that carry no condition: they may stand in any question without changing what is asked. */
export const FILLERS = words(
  "the a an this that these those its it their there here some any both either each such",
  "is are was were be been being am do does did have has had can could would should will shall may might let",
  "what which how i me we us you my our your myself yourself one ones",
  "please kindly thanks thank hi hello hey ok okay so well now just simply quickly also then basically",
  "tell know see say show determine estimate estimated estimation calculate calculated compute computed find work out",
  "figure get give given provide report return state name identify check assess evaluate judge decide wonder wondering",
  "want need like trying try help measure measured measuring measurement take taking make",
  "about approximately approx roughly exactly precisely actual actually real physical physically true",
  "best guess rough accurate accurately precise exact current currently metric straight",
  "answer answers answering number value figure result response reply respond single numeric numerical letter",
  "option options choice choices correct following only directly bare plain text word words phrase short brief",
  "select choose pick format form unit units express expressed question idea possible",
  "to of from in at by for as than and or with using respect relation between whether",
  "object objects item items thing things piece pieces furniture element elements",
  "located placed positioned situated sit sits sitting stand stands standing lie lies lying found mounted parked eachother",
  "visible seen present shown exist exists appear appears contained captured",
  "based observe observed think believe consider considering considered judging viewed approximate them they themselves got",
  "use used ask asking interested curious again",
  "follow followed draw drew drawn drawing enumerate quantify derive obtain infer infers spot notice noticed love wish hope",
  "doing ca circa say says said write note concerning regarding relative considering actually apparent fact ask listed named",
  "indicate specify output return sure certain supposed relevant relate related",
);

/**
 * Words that change what is asked, or ask for what no rule answers. They must never pass for the name of an object;
 * a family that understands one of them lists it in its own vocabulary.
 */
export const TELLING = words(
  "if when while because unless although but not no nor without except excluding excluded ignoring ignore besides apart",
  "whichever whatever whoever who whom whose why where ever never always still yet until before after during since ago later earlier",
  "on onto upon off under underneath below beneath above over behind beside besides near next inside outside into",
  "through across along around against toward towards up down among amongst within per opposite",
  "open opened opens closed close closes shut locked empty full broken clean dirty occupied hidden blocked",
  "color colour colored coloured colors colours made material materials texture pattern brand price cost costs weight",
  "heavy heavier heaviest weigh weighs old older oldest new newer age temperature warm warmer cold colder hot expensive",
  "cheaper comfortable shape shaped angle angled angles degree degrees volume area surface perimeter circumference",
  "diameter radius speed velocity fast faster fastest slow slower rotate rotated rotation turn turned turning tilt",
  "difference different differ kind kinds type types sort sorts same similar equal ratio times twice half average mean",
  "sum combined percent percentage fraction more less most least fewer enough too very quite almost nearly",
  "fit fits reach pass passes squeeze jump jumps fall walk walks walked walking go goes move moves moved moving",
  "travel travels travelled traveled hang hangs hanging hold holds holding contain contains touch touches belong lean",
  "left right front back rear ahead forward backward backwards sideways side sides top bottom upper lower corner end",
  "horizontal horizontally vertical vertically diagonal diagonally perpendicular",
  "room rooms scene video videos picture pictures image images photo photos photograph photographs frame frames view views",
  "camera cameras lens clip recording footage sequence space spaces path paths route trajectory distance distances",
  "second seconds minute minutes hour hours time times first last third final other others another second",
  "two three four five six seven eight nine ten eleven twelve dozen hundred zero once several many few multiple pair pairs",
  "far farther farthest further furthest nearer nearest closer closest tall taller tallest high higher highest low",
  "lowest short shorter shortest wide wider widest broad narrow narrower narrowest long longer longest deep deeper deepest",
  "shallow big bigger biggest large larger largest small smaller smallest tiny huge thick thicker thin thinner size sizes",
  "height heights width widths length lengths depth depths breadth dimension dimensions extent gap gaps separation",
  "much count amount total overall altogether all every everything everyone anybody nothing none",
  "seem seems seemed footprint footprints silhouette outline",
  "happen happens happening use used look looks looking looked face faces facing faced describe explain list",
  "happy safe likely function purpose position positions location locations coordinates coordinate orientation direction",
  "meters metres meter metre centimeters centimetres feet inches person robot someone somebody anyone",
  "yes instead rather compared compare comparing moment middle center centre centers centres",
);

/** Attributes that a label does not carry: counting "red chairs" would count all chairs. */
export const ATTRIBUTES = words(
  "red green blue yellow black white grey gray brown orange purple pink beige silver gold golden dark bright colorful",
  "wooden metal metallic plastic glass leather fabric wicker steel marble ceramic upholstered padded striped round square",
  "rectangular oval big large small tall short long wide narrow tiny huge low high thick thin heavy empty full open",
  "closed broken clean dirty new old modern antique vintage occupied free unoccupied vacant folded stacked identical",
  "matching left right front back visible hidden upholstered rolling leftmost rightmost",
);

/** Names of objects that hold a telling word. */
export const COMPOUNDS: readonly string[] = [
  "side table, side chair, side cabinet, side board, end table, high chair, corner sofa, corner shelf, corner desk",
  "standing desk, standing lamp, standing mirror, hanging lamp, hanging plant, hanging chair, front door, back door",
  "picture frame, photo frame, bed frame, door frame, window frame, room divider, video projector, space heater",
  "tv stand, television stand, plant stand, night stand, coat stand, music stand, hat stand, book stand, umbrella stand",
  "laptop stand, monitor stand, shoe stand, step stool, foot stool, foot rest, work bench, work table, work desk",
  "trash can, garbage can, waste can, rubbish can, watering can, soda can, tin can, paint can, recycling can, spray can",
  "answering machine, measuring cup, measuring tape, tape measure, moving box, dining room table, living room table",
  "shelf unit, display case, camera tripod, chest of drawers, robot arm, step ladder, hand dryer, letter tray, love seat",
  "remote control, first aid kit, single bed, book case, show case, storage unit, wall unit, office unit, paper stand",
  "couch table, long table, area rug, reading chair, reading lamp, rolling cart, number plate, back pack, wall picture",
]
  .flatMap((line) => line.split(", "))
  .sort((a, b) => b.length - a.length);

/** Telling words that are part of a name between an article and a noun: "the tall cabinet". */
export const PRENOMINAL = words(
  "tall high low short wide narrow long big large small tiny huge old new front back rear left right side end top bottom",
  "upper lower corner hanging standing heavy thick thin deep",
);
