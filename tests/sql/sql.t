#!/bin/bash
# sql.t -- the tests of the server as one TAP program for the prove of `make check`.
exec "$(dirname "$0")/run"
