# Fails unless the work of every stage in the later records grows at most twice as fast as the code did, by a factor.
import json
import sys

factor = float(sys.argv[1])
records = [
    [json.loads(line[5:]) for line in open(path) if line.startswith("cost ")][0]["stages"] for path in sys.argv[2:]
]
for smaller, larger in zip(records, records[1:]):
    for stage in ("prepare", "analyse", "plan", "emit", "clean up"):
        before, after = smaller[stage]["visited"], larger[stage]["visited"]
        assert 0 < before < after <= 2 * factor * before, f"{stage}: {before} becomes {after}"
