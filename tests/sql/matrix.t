#!/bin/bash
# matrix.t -- every row of the procedure is gone once under each rule set, by real logins.
here=$(cd "$(dirname "$0")" && pwd)
exec "$here/run" "$here/matrix.sql"
