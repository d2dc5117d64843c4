#!/bin/bash
# every_step.t -- every kind, state, action, duty and place against the procedure.
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/run" "$here/every_step.sql"
