#!/bin/bash
# matrix.t -- takes every row of the procedure once under each rule set, by real logins.
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/run" "$here/matrix.sql"
