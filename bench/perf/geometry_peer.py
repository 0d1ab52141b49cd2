"""The peer of `npm run bench:perf -- geometry`: SciPy's KDTree on one thread.

Reads one JSON request per line and answers each with one JSON line. A request names two files of float32 xyz, the
clouds "a" and "b", and a task:
  others  build a tree on a, nearest other point of each point of a
  cross   build a tree on a, nearest point of each point of b
  pair    build a tree on a, query with all of b, take the smallest distance
The answer has the milliseconds and the sum (for pair: the smallest) of the distances, as a check.
"""

import json
import sys
import time

import numpy as np
from scipy.spatial import KDTree

TASKS = {
    "others": lambda a, b: KDTree(a).query(a, k=2, workers=1)[0][:, 1].sum(),
    "cross": lambda a, b: KDTree(a).query(b, k=1, workers=1)[0].sum(),
    "pair": lambda a, b: KDTree(a).query(b, k=1, workers=1)[0].min(),
}

clouds = {}


def load(path):
    if path not in clouds:
        clouds[path] = np.fromfile(path, dtype=np.float32).reshape(-1, 3).astype(np.float64)
    return clouds[path]


for line in sys.stdin:
    request = json.loads(line)
    a, b = load(request["a"]), load(request["b"])
    begin = time.perf_counter()
    check = TASKS[request["task"]](a, b)
    ms = (time.perf_counter() - begin) * 1000
    print(json.dumps({"ms": ms, "check": float(check)}), flush=True)
