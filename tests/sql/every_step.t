#!/bin/bash
# every_step.t -- tries every kind, state, action, duty and unit against the procedure.
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/run" "$here/every_step.sql"
