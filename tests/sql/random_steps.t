#!/bin/bash
# random_steps.t -- random ways through the procedure, legal and not.
# GANGSHAO_SEQUENCES: how many (2000); GANGSHAO_SEED: 1..1000000, to repeat a run.
here=$(cd "$(dirname "$0")" && pwd)
export GANGSHAO_SEQUENCES=${GANGSHAO_SEQUENCES:-2000}
export GANGSHAO_SEED=${GANGSHAO_SEED:-$((RANDOM * 30 + RANDOM % 30 + 1))}
exec "$here/run" "$here/random_steps.sql"
