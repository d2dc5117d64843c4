# table.awk -- makes the table of actions (actions.h) from the files of this folder.
#   awk -f table.awk sql/code/transition.csv src/action/*.c
# Each action names its place in menus (.menu).  An action without a row of the procedure or
# without its function at the centre, and a row without its action, fail the build.
function fail(text) { print "src/action: " text >"/dev/stderr"; bad = 1 }

FILENAME ~ /\.csv$/ {
	split($0, cell, ",")
	if (FNR > 1) row[cell[3]] = 1
	next
}
match($0, /^const struct action action_[a-z_]+ = \{$/) {
	name = substr($4, length("action_") + 1)
	found[name] = FILENAME
}
name != "" && /^\t\.menu = [0-9]+,$/ { menu[name] = $3 + 0 }
/^\};$/ { name = "" }

END {
	for (name in row)
		if (!(name in found)) fail("transition.csv has rows of " name ", which is no action")
	for (name in found) {
		sql = "sql/function/act_" name ".sql"
		if (!(name in menu)) fail(name " names no place in menus (.menu)")
		if (!(name in row)) fail(name " has no row in sql/code/transition.csv")
		if ((getline line <sql) < 0) fail(name " has no function " sql)
		order[++n] = name
	}
	for (i = 2; i <= n; i++)
		for (j = i; j > 1 && before(order[j], order[j - 1]); j--) {
			name = order[j]
			order[j] = order[j - 1]
			order[j - 1] = name
		}
	print "/* Made by src/action/table.awk from the actions of that folder, in the order of menus. */"
	for (i = 1; i <= n; i++)
		print "extern const struct action action_" order[i] ";"
	printf "#define ACTIONS"
	for (i = 1; i <= n; i++)
		printf " &action_%s,", order[i]
	print " NULL"
	exit bad
}
function before(a, b) { return menu[a] != menu[b] ? menu[a] < menu[b] : a < b }
