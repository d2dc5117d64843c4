#!/bin/bash
# all.t -- the server's tests as one TAP program.
exec "$(dirname "$0")/run"
