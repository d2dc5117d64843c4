# table.awk -- makes the table of queries (queries.h) from the files of this folder.
#   awk -f table.awk src/query/*.c
# A query that asks the centre has its function in sql/function; one without fails the build.
function fail(text) { print "src/query: " text >"/dev/stderr"; bad = 1 }

match($0, /^const struct query query_[a-z_]+ = \{$/) {
	name = substr($4, length("query_") + 1)
	order[++n] = name
}
name != "" && match($0, /api\.[a-z_]+\(/) {
	sql = "sql/function/" substr($0, RSTART + 4, RLENGTH - 5) ".sql"
	if ((getline line <sql) < 0) fail(name " has no function " sql)
	close(sql)
}
/^\};$/ { name = "" }

END {
	print "/* Made by src/query/table.awk from the queries of that folder. */"
	for (i = 1; i <= n; i++)
		print "extern const struct query query_" order[i] ";"
	printf "#define QUERIES"
	for (i = 1; i <= n; i++)
		printf " &query_%s,", order[i]
	print " NULL"
	exit bad
}
