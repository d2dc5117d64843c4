# queue.awk -- the rows of sql/code/queue.csv as initialisers, in the order of the column starts.
# No cell of that table holds a comma.
BEGIN { FS = "," }
function text(name) { return "\"" $col[name] "\"" }
function flag(name) { return $col[name] == "yes" ? "true" : "false" }
{ sub(/\r$/, "") }
NR == 1 { for (i = 1; i <= NF; i++) col[$i] = i; next }
{
	at = 1000000 + $col["starts"]
	row[at] = "{ " text("code") ", " text("label") ", " text("duty") ", " text("scope") ", " \
		flag("quiet") ", " flag("prefetch") " },"
	order[++n] = at
}
END {
	for (i = 2; i <= n; i++)
		for (k = i; k > 1 && order[k] < order[k - 1]; k--) {
			t = order[k]; order[k] = order[k - 1]; order[k - 1] = t
		}
	for (i = 1; i <= n; i++)
		print row[order[i]]
}
