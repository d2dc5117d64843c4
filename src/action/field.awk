# field.awk -- makes of sql/code/field.csv the table of fields of each action.
#   LC_ALL=C awk -v out=DIRECTORY -f src/base/csv.awk -f src/action/field.awk sql/code/field.csv
# Rows stand in the order of the form: of asking, of the Tab key, of the first fault.  Columns:
#   action        the actions that have the field
#   key           its key in the payload, and the flag of gangshaoctl
#   label, help   msgids; without a label only the centre knows the key.  report_label: of a report
#   type, codes   what goes in, and the table that it is chosen from
#   rule, fill    the validator (src/form/rule.c); what stands there at first (a sentence: msgid)
#   longest, rows characters; lines on the screen
#   need          kinds of ticket that need it, or "all"
#   shown, needed conditions: functions of the action's file, or of src/action/intake.h
#   flags         words of FIELD_... (include/form/field.h)
#   whom          whose personal data it is: then it is masked and stored apart; "trait": the caller's, but
#                 of many people, so that a text with the same word names nobody
#   source        form; program: hidden, filled in by it; centre: from other programs
#   several       whether a list is allowed        reach   which units are offered
#   place         empty: a line of its own; "beside" the row before; "instead KEY" in its place
#   width         columns of the value where several stand in a line
#   group         the part of the ticket's screen

function fail(what) {
	print FILENAME ":" FNR ": " what | "cat >&2"
	failed = 1
	exit 1
}
function get(name) { return cell[column[name]] }
function string(member, name,    s) {
	if ((s = get(name)) == "")
		return ""
	gsub(/\\/, "\\\\", s)
	gsub(/"/, "\\\"", s)
	return "\n\t  ." member " = \"" s "\","
}
function plain(member, name) {
	return get(name) == "" ? "" : " ." member " = " get(name) ","
}
# The word of a cell as the constant that C calls it.
function constant(word, known, prefix) {
	if (index(" " known " ", " " word " ") == 0)
		fail("there is no " word)
	return prefix toupper(word)
}
function words(name, known, prefix,    n, w, i, s) {
	n = split(get(name), w, " ")
	for (i = 1; i <= n; i++)
		s = s " | " constant(w[i], known, prefix)
	return s
}
function flags(    s) {
	s = get("need") == "all" ? " | NEED_ALWAYS" : words("need", "complaint report enquiry", "NEED_")
	s = s words("flags", "may_decline sticky kind asker asked appends pressing alone", "FIELD_")
	if (get("whom") != "")
		s = s " | FIELD_PERSONAL"
	if (get("source") != "form")
		s = s " | FIELD_HIDDEN"
	return s == "" ? "" : "\n\t  .flags = " substr(s, 4) ","
}
function layout(    w, s) {
	if (split(get("place"), w, " ") == 2 && w[1] == "instead")
		s = " .instead = \"" w[2] "\","
	else if (get("place") == "beside")
		s = " .beside = true,"
	else if (get("place") != "")
		fail("a place is \"beside\" or \"instead KEY\", not " get("place"))
	s = s plain("width", "width")
	if (get("group") != "")
		s = s " .group = " constant(get("group"), "caller respondent matter procedure", "GROUP_") ","
	return s
}
function field() {
	return "\t{ .name = \"" get("key") "\", .type = " \
		constant(get("type"), "text long code codes date stamp money flag", "FIELD_") "," \
		string("label", "label") string("report_label", "report_label") string("pick", "codes") \
		string("rule", "rule") string("fill", "fill") string("help", "help") \
		"\n\t  .max = " get("longest") "," plain("rows", "rows") \
		(get("reach") == "" ? "" : " .reach = " constant(get("reach"), "holder acting", "REACH_") ",") \
		plain("shown", "shown") plain("needed", "needed") layout() flags() " },\n"
}

NR == 1 {
	columns = cells($0, cell)
	for (i = 1; i <= columns; i++)
		column[cell[i]] = i
	next
}
{
	if (cells($0, cell) != columns)
		fail("a row has " columns " cells")
	n = split(get("action"), names, " ")
	for (i = 1; i <= n; i++) {
		if (!(names[i] in table))
			table[names[i]] = ""
		if (get("label") != "")
			table[names[i]] = table[names[i]] field()
	}
}
END {
	if (failed)
		exit 1
	for (a in table) {
		file = out "/" a ".h"
		printf "/* Made of sql/code/field.csv by src/action/field.awk. */\n" \
			"#include \"form/field.h\"\n\n" \
			"static const struct field fields[] = {\n%s};\n", table[a] >file
		close(file)
	}
}
