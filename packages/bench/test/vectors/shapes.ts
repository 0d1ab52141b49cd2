import type { Group, Results } from "../../src/benchmark/results.ts";
import { subsetOf } from "../../src/benchmarks/mmsi.ts";
import type { Fields } from "./read.ts";

type Shape = (results: Results) => Fields;

const table = (groups: readonly Group[] = [], line: (group: Group) => unknown): Fields =>
  Object.fromEntries(groups.map((group) => [group.key, line(group)]));

const counts = ({ correct, count, score }: Group): Fields => ({ correct, total: count, accuracy: score });
const longCounts = ({ correct, count, score }: Group): Fields => ({
  total_samples: count,
  correct_samples: correct,
  accuracy: score,
});
const percent = ({ score, count }: Group): Fields => ({ score: 100 * score, count });
const totals = ({ samples, correct, score }: Results): Fields => ({
  total_samples: samples,
  correct_samples: correct,
  overall_accuracy: score,
});
const at = (results: Results, name: string): readonly Group[] => results.breakdowns[name] ?? [];

const vsi: Shape = (r) => ({
  ...totals(r),
  overall_accuracy_pct: 100 * r.score,
  per_task_scores: table(at(r, "task"), percent),
});

/** Our results in the reference's names, so that every number of a vector is compared. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  erqa: (r) => ({
    ...totals(r),
    ...Object.fromEntries(
      at(r, "images").flatMap(({ key, score, correct, count }) => [
        [`${key}_image_accuracy`, score],
        [`${key}_image_correct`, correct],
        [`${key}_image_total`, count],
      ]),
    ),
    per_question_type: table(at(r, "questionType"), counts),
  }),
  vsibench: vsi,
  vsibench_unbiased: vsi,
  mindcube: (r) => ({ ...totals(r), question_type_accuracy: table(at(r, "setting"), longCounts) }),
  dsibench: (r) => ({
    total_samples: r.samples,
    failed_extractions: r.blank,
    overall_accuracy: r.score,
    per_category_accuracy: table(at(r, "category"), (group) => group.score),
    per_category_counts: table(at(r, "category"), (group) => group.count),
    per_aug_accuracy: table(at(r, "aug"), (group) => group.score),
    per_aug_counts: table(at(r, "aug"), (group) => group.count),
  }),
  omni3d: (r) => ({
    total_samples: r.samples,
    overall_accuracy: r.score,
    per_type: {
      ...table(at(r, "type"), counts),
      float: {
        total: at(r, "type").find(({ key }) => key === "float")?.count,
        mra: at(r, "type").find(({ key }) => key === "float")?.score,
        per_threshold: table(at(r, "tolerance"), counts),
      },
    },
  }),
  omnispatial: (r) => ({
    ...totals(r),
    per_task_type: table(at(r, "taskType"), counts),
    per_sub_task_type: Object.fromEntries(
      at(r, "subTaskType").map((group) => {
        const [task_type, name] = group.key.split("/") as [string, string];
        return [name, { ...counts(group), task_type }];
      }),
    ),
    overall_aggregation: "weighted_mean_over_samples",
  }),
  spbench: (r) => ({
    ...totals(r),
    overall_score_pct: 100 * r.score,
    per_task_scores: table(at(r, "questionType"), percent),
    per_subset: table(at(r, "subset"), percent),
  }),
  mmsi: (r) => ({
    ...totals(r),
    subset_accuracy: table(at(r, "subset"), (subset) => ({
      ...longCounts(subset),
      question_type_accuracy: table(
        at(r, "questionType").filter(({ key }) => subsetOf(key) === subset.key),
        longCounts,
      ),
    })),
  }),
  sparbench: (r) => ({
    total_samples: r.samples,
    overall_score: 100 * r.score,
    level_scores: table(at(r, "level"), ({ score }) => 100 * score),
    per_task: table(at(r, "task"), (group) => ({ ...percent(group), metric: sparMetric(group.key) })),
  }),
  blink: (r) => ({ ...totals(r), micro_accuracy: r.micro, per_subtask: table(at(r, "subtask"), counts) }),
  spatialtree: (r) => ({
    total_samples: r.samples + r.unscored,
    scored_samples: r.samples,
    unscored_samples: r.unscored,
    correct_samples: r.correct,
    overall_accuracy: r.score,
    overall_score_pct: 100 * r.score,
    per_level: table(at(r, "level"), percent),
    per_category: table(at(r, "category"), percent),
    per_subcategory: table(at(r, "subcategory"), percent),
    per_question_type: table(at(r, "questionType"), percent),
    per_metricfunc: table(at(r, "metricfunc"), percent),
  }),
  viewspatial: (r) => ({ ...totals(r), per_question_type: table(at(r, "questionType"), counts) }),
  mmsivideo: (r) => ({
    ...totals(r),
    per_type: table(at(r, "type"), counts),
    per_category: table(at(r, "category"), counts),
  }),
  osibench: (r) => ({
    ...totals(r),
    overall_accuracy_pct: 100 * r.score,
    overall_aggregation: "weighted_mean_over_samples",
    per_category_scores: table(at(r, "category"), percent),
  }),
  paibench: (r) => ({
    ...totals(r),
    invalid_samples: r.blank,
    per_category: table(at(r, "category"), longCounts),
    per_subcategory: table(at(r, "subcategory"), longCounts),
  }),
  vstibench: (r) => ({
    overall_score: 100 * r.score,
    total_samples: r.samples,
    per_question_type: table(at(r, "questionType"), ({ score }) => score),
    per_question_type_counts: table(at(r, "questionType"), ({ count, score }) => ({ total: count, mean_score: score })),
    overall_aggregation: "mean_of_question_type_scores",
  }),
  cvbench: (r) => ({
    ...totals(r),
    overall_accuracy_pct: 100 * r.score,
    per_task_type: table(at(r, "taskType"), counts),
  }),
  perceptioncomp: (r) => ({
    ...totals(r),
    per_category: table(at(r, "category"), counts),
    per_difficulty: table(at(r, "difficulty"), counts),
  }),
  videomme: (r) => ({
    ...totals(r),
    per_duration: table(at(r, "duration"), counts),
    per_domain: table(at(r, "domain"), counts),
    per_task_type: table(at(r, "taskType"), counts),
  }),
  videommev2: (r) => ({
    total_samples: r.samples,
    total_groups: r.measures.groups,
    correct_samples: r.correct,
    failed_extractions: r.blank,
    simple_accuracy: r.measures.accuracyOfRead,
    overall_accuracy: r.score,
    final_rating: {
      ...Object.fromEntries(at(r, "level").map(({ key, score }) => [`level_${key}`, 100 * score])),
      relevance_score: 100 * (r.measures.relevance ?? 0),
      relevance_linear_score: 100 * (r.measures.relevanceLinear ?? 0),
      logic_score: 100 * (r.measures.logic ?? 0),
      total: 100 * r.score,
    },
    second_head_rating: table(at(r, "secondHead"), ({ score }) => 100 * score),
    third_head_rating: table(at(r, "thirdHead"), ({ score }) => 100 * score),
  }),
};

const sparMetric = (task: string): string => {
  if (task === "view_change_infer") return "vci";
  return task.includes("_prediction_") ? "mra" : "accuracy";
};
