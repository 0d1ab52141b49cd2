import { words } from "../lexicon.ts";
import { singular } from "../nouns.ts";

/** Heads of names that are objects even without an article, and that may truly be counted as none. */
const HOUSEHOLD = words(
  "chair table desk sofa couch armchair stool bench ottoman bed crib mattress pillow cushion blanket curtain blind carpet rug",
  "shelf bookshelf bookcase cabinet cupboard drawer dresser wardrobe closet sideboard nightstand rack counter countertop",
  "lamp light lantern chandelier candle mirror picture painting poster clock vase plant flower pot planter basket box crate carton",
  "bin bag backpack suitcase bottle cup mug glass plate bowl pan kettle toaster microwave oven stove fridge refrigerator freezer",
  "dishwasher washer dryer sink toilet bathtub shower towel faucet tap door window radiator heater fan fireplace television tv",
  "monitor screen keyboard mouse laptop computer printer projector speaker phone telephone camera tripod whiteboard blackboard",
  "book binder folder pen pencil stapler scissors ladder bucket broom mop vacuum tool toolbox trolley cart pallet barrel",
  "bicycle bike scooter stroller toy ball bear guitar piano extinguisher sign column pillar stair staircase railing fence wall",
  "person man woman child dog cat football umbrella hat coat shoe jacket book notebook tablet remote charger cable",
);
/** "can", "stand" and the like are objects only behind another noun. */
const COMPOUND_HEADS =
  /^(?:trash|garbage|waste|rubbish|watering|soda|tin|paint|recycling|spray|tv|television|night|coat|plant) \w+$/;

/** Whether the name ends in a common indoor object: "office chairs", "trash can". */
export function isHousehold(name: string): boolean {
  const plain = singular(name);
  return HOUSEHOLD.has(plain.split(" ").at(-1) ?? "") || COMPOUND_HEADS.test(plain);
}
