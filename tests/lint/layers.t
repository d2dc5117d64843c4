#!/bin/sh
# Who may include whom: every file against tests/lint/layers.txt.
cd "$(dirname "$0")/../.." || exit 1
find include src ui -name '*.[ch]' | sort | xargs awk -f tests/lint/layers.awk tests/lint/layers.txt
