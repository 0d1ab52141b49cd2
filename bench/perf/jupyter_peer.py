"""The peer of `npm run bench:perf -- kernel`: a Jupyter kernel driven through jupyter_client.

Prints one JSON object with lists of milliseconds and one figure in MB. Usage: jupyter_peer.py RUNS
"""

import json
import sys
import time

from jupyter_client.manager import KernelManager

# What the cells of the original import: arrays, k-d trees and distances, plots.
IMPORTS = "import numpy as np; from scipy.spatial import KDTree; from scipy.spatial.distance import cdist; import matplotlib.pyplot as plt"


def run(client, code):
    client.execute_interactive(code, timeout=120, output_hook=lambda message: None)


def start():
    manager = KernelManager()
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=120)
    return manager, client


def pss_mb(pid):
    with open(f"/proc/{pid}/smaps_rollup") as lines:
        for line in lines:
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return float("nan")


def main(runs):
    cold, trip, memory = [], [], []
    for i in range(runs):
        begin = time.perf_counter()
        manager, client = start()
        run(client, IMPORTS)
        run(client, "x = 1 + 1")
        cold.append((time.perf_counter() - begin) * 1000)
        if i == 0:
            for _ in range(10):
                run(client, "x = 1 + 1")
            for _ in range(runs):
                begin = time.perf_counter()
                run(client, "x = 1 + 1")
                trip.append((time.perf_counter() - begin) * 1000)
            memory.append(pss_mb(manager.provisioner.pid))
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    print(json.dumps({"cold": cold, "trip": trip, "memory": memory}))


main(int(sys.argv[1]))
