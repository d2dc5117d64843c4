# procedure.awk -- draws gangshao-procedure(7) from the tables of the procedure.
#   LC_ALL=C awk -f src/base/csv.awk -f man/procedure.awk sql/code/*.csv src/action/*.c >gangshao-procedure.7
# A table is read whole, by the names in its first line; nothing here knows a row of today.
# Texts in Chinese are broken by this program: mandoc breaks only at spaces.

# One more cell than commas outside of quotes; a row may go on over several lines.
function quotes(s) { return gsub(/"/, "", s) }
function take(line,    n, i, c) {
	n = cells(line, c)
	if (rows[t] == "") {
		rows[t] = 0
		columns[t] = n
		for (i = 1; i <= n; i++)
			column[t, i] = c[i]
		return
	}
	rows[t]++
	for (i = 1; i <= n; i++)
		cell[t, rows[t], column[t, i]] = c[i]
	if (!((t, c[1]) in row_of))
		row_of[t, c[1]] = rows[t]
}
function get(table, row, name) { return cell[table, row, name] }
function name_of(table, code) { return cell[table, row_of[table, code], "name"] }

# How wide a text stands: what UTF-8 writes with three bytes is two columns wide, but for
# the punctuation of E2.
function wide(c) { return c < "\200" ? 1 : c ~ /^[\302-\337\342]/ ? 1 : 2 }
function char_at(s) {
	return substr(s, 1, s < "\200" ? 1 : s < "\340" ? 2 : s < "\360" ? 3 : 4)
}
function width(s,    c, w) {
	for (w = 0; s != ""; s = substr(s, length(c) + 1)) {
		c = char_at(s)
		w += wide(c)
	}
	return w
}
# A text on lines of its own.
function say(s, room,    c, w, line, first) {
	first = 1
	for (gsub(/\\/, "\\e", s); s != ""; s = substr(s, length(c) + 1)) {
		c = char_at(s)
		if (w + wide(c) > room && index("，。、；：）〕”,;:)", c) == 0) {
			print (first ? "" : ".br\n") "\\&" line
			first = 0
			w = 0
			line = ""
			if (c == " ")
				continue
		}
		line = line c
		w += wide(c)
	}
	if (line != "")
		print (first ? "" : ".br\n") "\\&" line
}
function quote(s) {
	gsub(/"/, "\\(dq", s)
	return "\"" s "\""
}
# A list of one table: code and name, then what the row says of itself.
function list(title, table, more,    i, n, bits, k, text) {
	if (rows[table] == 0)
		return
	print ".Ss " title
	print ".Bl -tag -width Ds"
	for (i = 1; i <= rows[table]; i++) {
		print ".It Sy " quote(get(table, i, "code"))
		say(get(table, i, "name"), 66)
		n = split(more, bits, " ")
		for (k = 1; k <= n; k++)
			if ((text = get(table, i, bits[k])) != "") {
				print ".br"
				say("— " text, 64)
			}
	}
	print ".El"
}

# --- the words of the table of steps ----------------------------------------------------
function states_named(codes,    n, c, i, s) {
	n = split(codes, c, " ")
	for (i = 1; i <= n; i++)
		s = s (i > 1 ? ", " : "") (c[i] == "*" ? "any open state" : c[i])
	return s
}
function named(table, codes,    n, c, i, s) {
	n = split(codes, c, " ")
	for (i = 1; i <= n; i++)
		s = s (i > 1 ? ", " : "") name_of(table, c[i])
	return s
}
function state(code) { return code " " name_of("state", code) }
function who(duty, scope) {
	return (duty == "" ? "anybody" : name_of("role", duty) " (" duty ")") (scope in place ? place[scope] : " " scope)
}
function whither(from, to) {
	return to == "" ? "stays" : to == "<" ? "→ the state it came from" : to == from ? "stays" : "→ " state(to)
}
function clocks(s,    n, c, i, w, out, since, verb, choice) {
	n = split(s, c, ";")
	for (i = 1; i <= n; i++) {
		choice = since = ""
		if (match(c[i], /\?.*/)) {
			choice = substr(c[i], RSTART + 1)
			choice = choice == "county" ? " if a county office has it then" : " if " choice " is 1"
			c[i] = substr(c[i], 1, RSTART - 1)
		}
		if (match(c[i], /@.*/)) {
			since = substr(c[i], RSTART + 1)
			c[i] = substr(c[i], 1, RSTART - 1)
		}
		split(c[i], w, " ")
		verb = verbs[w[1]]
		if (w[1] == "until")
			since = " to the day in " since
		else if (since != "")
			since = (w[1] == "stop" ? " on" : " from") " the day of " (since == "received" ? "receipt" : since == "office" ? "its first arrival at the office" : since)
		out = out (i > 1 ? ", " : "") verb " " (w[2] == "*" ? "every clock" : w[2]) since choice
	}
	return out
}
function condition(s) {
	return s == "" ? "" : s ~ /^\+/ ? "if " substr(s, 2) " is given" : s ~ /^-/ ? "unless " substr(s, 2) \
		" is given" : "if " substr(s, 1, index(s, "=") - 1) " is " substr(s, index(s, "=") + 1) \
		" or left out"
}
function needed(s,    n, c, i, out) {
	n = split(s, c, " ")
	for (i = 1; i <= n; i++)
		out = out (i > 1 ? ", " : "") (sub(/\?$/, "", c[i]) ? c[i] " (or: unknown, declined)" : c[i])
	return out
}
# Rows alike but for who takes them are told once.
function same(i) {
	return get("transition", i, "kind") SUBSEP get("transition", i, "action") SUBSEP get("transition", i, "from") \
		SUBSEP get("transition", i, "to") SUBSEP get("transition", i, "target") SUBSEP get("transition", i, "need") \
		SUBSEP get("transition", i, "clock") SUBSEP get("transition", i, "when") SUBSEP get("transition", i, "rule")
}
function join_(s) { gsub(/ /, " and ", s); return s }
function a_(s) { return (s ~ /^[aeiou]/ ? "an " : "a ") s }
function sentence(s) { if (s != "") print s "." }
function step(i, verb,    k, s) {
	s = get("transition", i, "action")
	print ".It " (s == "" ? "" : "Ic " s " Ns ") quote((s == "" ? "" : ", ") get("transition", i, "name") " " \
		whither(get("transition", i, "from"), get("transition", i, "to")))
	s = ""
	for (k = i; k <= rows["transition"]; k++)
		if (same(k) == same(i)) {
			told[k] = 1
			s = s (s == "" ? "" : "; ") who(get("transition", k, "duty"), get("transition", i, "from") == "" ? \
				"own" : get("transition", k, "scope"))
		}
	print "By " s "."
	if (get("transition", i, "from") != "")
		sentence(target[get("transition", i, "target")])
	s = condition(get("transition", i, "when"))
	sentence(toupper(substr(s, 1, 1)) substr(s, 2))
	if (get("transition", i, "need") != "")
		print "Needs " needed(get("transition", i, "need")) "."
	s = clocks(get("transition", i, "clock"))
	sentence(toupper(substr(s, 1, 1)) substr(s, 2))
	if (get("transition", i, "rule") != "")
		print get("transition", i, "rule") "."
	if ((s = get("transition", i, "note")) != "") {
		print ".br"
		say(s, 56)
	}
}
function steps(kind, from,    i, any) {
	for (i = 1; i <= rows["transition"]; i++)
		if (get("transition", i, "kind") == kind && get("transition", i, "from") == from && !(i in told)) {
			if (!any++)
				print ".Bl -tag -width Ds"
			step(i)
		}
	if (any)
		print ".El"
	return any
}

# --- the page ---------------------------------------------------------------------------
function head() {
	print ".\\\" Drawn by man/procedure.awk; change the tables, not this."
	print ".Dd November 28, 2026\n.Dt GANGSHAO-PROCEDURE 7\n.Os\n.Sh NAME\n.Nm gangshao-procedure"
	print ".Nd the procedure of complaints, reports and enquiries, as the centre enforces it"
	print ".Sh DESCRIPTION"
	print "This page is drawn from the tables that the centre enforces and from which the"
	print "workstation makes its menus:"
	print rows["transition"] " steps between " rows["state"] " states, " rows["deadline"] " clocks, the grounds,"
	print "documents, notices and reminders."
	print "What is said here is what happens; what is not here cannot be done."
	print ".Pp"
	print "Two rule sets are in force side by side."
	print "A ticket received before 2026-04-15 keeps those of 令20 with its code tables,"
	print "clocks and documents, one received from that day on has those of 令121;"
	print "a step is the same under both unless its sentence says otherwise."
	print ".Pp"
	print "A duty is held at a unit."
	print "In what follows it stands with the place at which it must be held:"
	print ".Bl -tag -width \"where registered\" -compact"
	print ".It here\nat the unit that holds the ticket."
	print ".It above\nat any unit above that one, not at itself."
	print ".It here or above\nat either."
	print ".It where registered\nat the unit that registered the ticket."
	print ".It anywhere\nat any unit that sees the ticket."
	print ".El\n.Pp"
	print "Whoever handled a ticket never approves it: the centre refuses, whatever duties he holds."
	print "The codes t01 to t51 of the tables are those of the law's own description;"
	print "the others were added so that nothing is left without a way out."
}
function duties(    i) {
	print ".Sh DUTIES"
	print "Every operator holds any number of duties, each at one unit and for a time; an"
	print "absent one is stood in for."
	print ".Bl -tag -width Ds"
	for (i = 1; i <= rows["role"]; i++) {
		print ".It Sy " quote(get("role", i, "code") " " get("role", i, "name"))
		say(get("role", i, "note"), 66)
	}
	print ".El"
}
# Every state with the states it leads to: the procedure on one page.
function glance(kind,    i, k, s, n, seen, last, line) {
	print ".Bd -literal"
	for (i = 1; i <= rows["state"]; i++) {
		if (get("state", i, "kind") != kind)
			continue
		s = get("state", i, "code")
		print s (get("state", i, "open") == "1" ? " ○ " : " ● ") get("state", i, "name")
		n = 0
		for (k = 1; k <= rows["transition"]; k++) {
			if (get("transition", k, "kind") != kind || get("transition", k, "from") != s ||
			    get("transition", k, "to") == "" || get("transition", k, "to") == s)
				continue
			line = (get("transition", k, "action") == "" ? "-" : get("transition", k, "action")) \
				" → " (get("transition", k, "to") == "<" ? "back" : get("transition", k, "to"))
			if (!((s, line) in seen)) {
				seen[s, line] = 1
				way[++n] = line
			}
		}
		line = "     "
		for (k = 1; k <= n; k++) {
			if (width(line) + width(way[k]) + 3 > 72) {
				print line
				line = "     "
			}
			line = line (k == 1 || line ~ /^ +$/ ? "   " : " · ") way[k]
		}
		if (n)
			print line
	}
	print ".Ed"
}
function kind_of(kind,    i, s) {
	i = toupper(kind)
	print ".Sh " (sub(/Y$/, "IES", i) ? i : i "S") ", " name_of("kind", kind)
	print "All ways at a glance;"
	print ".Sq ○\nis open, "
	print ".Sq ●\nclosed, and what stays in its state is left out."
	glance(kind)
	print ".Ss A new one"
	steps(kind, "")
	for (i = 1; i <= rows["state"]; i++) {
		if (get("state", i, "kind") != kind)
			continue
		s = get("state", i, "code")
		print ".Ss " quote(s " " get("state", i, "name"))
		print (get("state", i, "open") == "1" ? "Open." : "Closed.")
		if (get("state", i, "note") != "") {
			print ".br"
			say(get("state", i, "note"), 70)
		}
		if (!steps(kind, s))
			print ".br\nNo step of its own begins here."
	}
	print ".Ss " quote("Whatever open state it is in")
	steps(kind, "*")
	print ".Ss " quote("Whatever state it is in, closed ones too")
	steps(kind, "**")
}
function actions(    i, k, a, n, done, need, kinds, bits, label) {
	print ".Sh ACTIONS"
	print "What each does, and what its form must hold; the names are those of"
	print ".Xr gangshaoctl 1 ."
	print ".Bl -tag -width Ds"
	for (i = 1; i <= nactions; i++) {
		a = action[i]
		need = kinds = ""
		for (k = 1; k <= rows["transition"]; k++)
			if (get("transition", k, "action") == a) {
				if (index(kinds, get("transition", k, "kind")) == 0)
					kinds = kinds (kinds == "" ? "" : ", ") get("transition", k, "kind")
				need = need " " get("transition", k, "need")
			}
		print ".It Ic " a
		print help[a]
		print "On " a_(kinds) "."
		n = split(need, bits, " ")
		need = ""
		for (k = 1; k <= n; k++) {
			sub(/\?$/, "", bits[k])
			if ((a, bits[k]) in done)
				continue
			done[a, bits[k]] = 1
			label = (a, bits[k]) in field ? field[a, bits[k]] : (("register", bits[k]) in field) ? \
				field["register", bits[k]] : ""
			need = need (need == "" ? "" : ", ") bits[k] (label == "" ? "" : " (" label ")")
		}
		if (need != "")
			print "Needs " need "."
	}
	print ".El"
}
# Which steps do what with a clock.
function users(base, verb,    i, k, n, c, w, s, a, seen) {
	for (i = 1; i <= rows["transition"]; i++) {
		n = split(get("transition", i, "clock"), c, ";")
		for (k = 1; k <= n; k++) {
			split(c[k], w, /[ @?]/)
			a = get("transition", i, "action")
			if (index(verb, w[1]) && w[2] == base && a != "" && !(a in seen)) {
				seen[a] = 1
				s = s (s == "" ? "" : ", ") a
			}
		}
	}
	return s
}
function clock_list(    i, s, d) {
	d = "deadline"
	print ".Sh CLOCKS"
	print "The first day is not counted; a last day that is a holiday moves to the first day"
	print "after it (令121§45)."
	print "Working days are those that the State Council announced."
	print "Every clock has one length, one pause and at most one extension; two of one base"
	print "are one clock under two rule sets."
	print ".Bl -tag -width Ds"
	for (i = 1; i <= rows[d]; i++) {
		print ".It Sy " quote(get(d, i, "code") " " get(d, i, "name"))
		s = get(d, i, "length")
		print (s == "" ? "To the day written in the paper" : s " " units[get(d, i, "unit")] (s == "1" ? "" : "s")) \
			(get(d, i, "extend") > 0 ? ", extended once by " get(d, i, "extend") : "") "."
		if (get(d, i, "valid_from") != "" || get(d, i, "valid_to") != "")
			print "For tickets received" (get(d, i, "valid_from") == "" ? "" : " from " get(d, i, "valid_from")) \
				(get(d, i, "valid_to") == "" ? "" : " to " get(d, i, "valid_to")) "."
		print get(d, i, "rule") "."
		if ((s = users(get(d, i, "base"), "start restart again until")) != "")
			print "Started by " s "."
		if ((s = users(get(d, i, "base"), "pause")) != "")
			print "Paused by " s "."
		if ((s = users(get(d, i, "base"), "extend")) != "")
			print "Extended by " s "."
		if ((s = users(get(d, i, "base"), "stop")) != "")
			print "Stopped by " s "."
		if ((s = users(get(d, i, "base"), "told")) != "")
			print "Stopped by " s " once everybody has been told."
		if (get(d, i, "warn_length") != "")
			print "Warned of after " get(d, i, "warn_length") " " units[get(d, i, "warn_unit")] \
				"s too (" get(d, i, "warn_rule") "), for those received from " get(d, i, "warn_from") "."
		about("起算", get(d, i, "start"))
		about("不计", get(d, i, "pause"))
		about("延长", get(d, i, "extension"))
		about("届满", get(d, i, "on_expiry"))
		about("说明", get(d, i, "note"))
	}
	print ".El"
}
function about(label, text) {
	if (text != "") {
		print ".br"
		say(label ": " text, 64)
	}
}
function documents(title, table,    i) {
	if (rows[table] == 0)
		return
	print ".Ss " title
	print ".Bl -tag -width Ds"
	for (i = 1; i <= rows[table]; i++) {
		print ".It Sy " quote(get(table, i, "code") " " get(table, i, "name"))
		print (get(table, i, "word") == "" ? "Not numbered." : "Numbered under " get(table, i, "word") ".")
		print "For " named("document_to", get(table, i, "to")) "; by " named("role", get(table, i, "duties")) "; in " \
			states_named(get(table, i, "states")) "."
		if (get(table, i, "outcome") != "")
			print "Only where " get(table, i, "outcome") " has been decided."
		if (get(table, i, "need") != "")
			print "Needs " needed(get(table, i, "need")) "."
		about("依据", get(table, i, "law"))
	}
	print ".El"
}
function notices(    i, m) {
	m = "notice_matter"
	print ".Sh NOTICES"
	print "What must be told to whom; each is an entry of the ledger with channel, address,"
	print "person, time and outcome, and only a valid one stops the clock that asks for it."
	print "A step that tells somebody makes the entry itself; who takes an entry back lets the clock"
	print "run on."
	print ".Bl -tag -width Ds"
	for (i = 1; i <= rows[m]; i++) {
		print ".It Sy " quote(get(m, i, "code") " " get(m, i, "name"))
		print "To " join_(get(m, i, "parties")) ", on " a_(get(m, i, "kind")) (get(m, i, "clock") == "" ? "" : \
			"; stops " get(m, i, "clock")) (get(m, i, "rule") == "" ? "" : "; " get(m, i, "rule")) \
			(get(m, i, "form") == "" ? "" : "; " get(m, i, "form")) "."
		about("说明", get(m, i, "note"))
	}
	print ".El"
}
function urging(    i, u, d) {
	u = "urge_rule"
	print ".Sh REMINDERS"
	print "Sent by the centre's periodic work, each once, on working days between"
	print ".Li urge_from No " quote("(" get("setting", row_of["setting", "urge_from"], "value") ")")
	print "and"
	print ".Li urge_to No " quote("(" get("setting", row_of["setting", "urge_to"], "value") ").")
	print ".Bl -tag -width Ds"
	for (i = 1; i <= rows[u]; i++) {
		d = get(u, i, "days")
		print ".It Sy " quote(get(u, i, "code") " " get(u, i, "name"))
		print get(u, i, "clock") ", " (d < 0 ? -d " working day" (d == -1 ? "" : "s") " before the last day" : d == 0 ? \
			"on the last day" : d " working day" (d == 1 ? "" : "s") " after the last day") ": " \
			(get(u, i, "what") == "urge" ? "urges " : "reports to ") \
			(get(u, i, "to") in office ? office[get(u, i, "to")] : get(u, i, "to")) \
			(get(u, i, "answer") == "" ? "" : ", to be answered within " get(u, i, "answer") " working days") "."
	}
	print ".El"
}
function settings(    i, k, n, w, seen) {
	n = split("weekend_roll urge_from urge_to", w, " ")
	for (i = 1; i <= n; i++)
		seen[w[i]] = 1
	for (i = 1; i <= rows["transition"]; i++)
		if (match(get("transition", i, "clock"), /\?[a-z_]+/))
			seen[substr(get("transition", i, "clock"), RSTART + 1, RLENGTH - 1)] = 1
	print ".Sh CHOICES OF THE INSTALLATION"
	print "Where the text of the law is silent."
	print ".Bl -tag -width Ds"
	for (i = 1; i <= rows["setting"]; i++)
		if (get("setting", i, "code") in seen) {
			print ".It Sy " quote(get("setting", i, "code"))
			say(get("setting", i, "note"), 66)
			print ".br\nNow " get("setting", i, "value") "."
		}
	print ".El"
}

BEGIN {
	place["self"] = " here"
	place["above"] = " here or above"
	place["superior"] = " above"
	place["registrar"] = " where registered"
	place["own"] = ""
	place["any"] = " anywhere"
	target["below"] = "The ticket goes to the unit given, below this one"
	target["under"] = "The ticket goes to the unit given, below the one that decides"
	target["sibling"] = "The ticket goes to the internal unit given, of the same level"
	target["sender"] = "The ticket goes back to whoever sent it"
	target["parent"] = "The ticket goes to the superior"
	target["own"] = "The ticket goes to the unit of whoever takes the step"
	target["registrar"] = "The ticket goes back to where it was registered"
	target["self"] = "The ticket stays where it is"
	verbs["start"] = "starts"
	verbs["restart"] = "starts anew"
	verbs["again"] = "goes on with"
	verbs["until"] = "runs"
	verbs["stop"] = "stops"
	verbs["told"] = "once everybody has been told, stops"
	verbs["extend"] = "extends"
	verbs["pause"] = "pauses"
	verbs["resume"] = "resumes"
	office["holder"] = "the unit that holds the ticket"
	office["parent"] = "its superior"
	office["common"] = "the common superior of those who dispute"
	units["workday"] = "working day"
	units["day"] = "day"
	units["year"] = "year"
}
FNR == 1 {
	t = FILENAME
	sub(/.*\//, "", t)
	is_table = sub(/\.csv$/, "", t)
	pending = ""
	if (!is_table)
		sub(/\.c$/, "", t)
}
is_table {
	sub(/\r$/, "")
	pending = pending == "" ? $0 : pending " " $0
	if (quotes(pending) % 2 == 0) {
		take(pending)
		pending = ""
	}
	next
}
{
	source[t] = source[t] $0 "\n"
	if (FNR == 1)
		files[++nfiles] = t
}
# The strings of N_("…" "…") at the beginning of s.
function strings(s,    out, at) {
	sub(/^[^"]*"/, "", s)
	while (1) {
		at = index(s, "\"")
		out = out substr(s, 1, at - 1)
		s = substr(s, at + 1)
		if (s !~ /^[ \t\n]*"/)
			return out
		sub(/^[ \t\n]*"/, "", s)
	}
}
function read_source(s,    at, a) {
	while ((at = match(s, /\.name = "[a-z_]+",[ \t\n]*\.menu = [0-9]+,/)) > 0) {
		s = substr(s, at)
		match(s, /"[a-z_]+"/)
		a = substr(s, RSTART + 1, RLENGTH - 2)
		if (match(s, /\.help = N_\(/)) {
			help[a] = strings(substr(s, RSTART))
			action[++nactions] = a
		}
		s = substr(s, 10)
	}
}
# The labels of the fields.
function read_fields(    i, k, n, names) {
	for (i = 1; i <= rows["field"]; i++) {
		n = split(get("field", i, "action"), names, " ")
		for (k = 1; k <= n; k++)
			if (get("field", i, "label") != "")
				field[names[k], get("field", i, "key")] = get("field", i, "label")
	}
}
END {
	for (i = 1; i <= nfiles; i++)
		read_source(source[files[i]])
	read_fields()
	head()
	duties()
	for (i = 1; i <= rows["kind"]; i++)
		kind_of(get("kind", i, "code"))
	actions()
	clock_list()
	print ".Sh GROUNDS"
	list("Not accepting, 令121", "nonaccept_121", "note")
	list("Not accepting, 令20", "nonaccept_20", "note")
	list("Ending the mediation, 令121", "mediation_end_121", "note")
	list("Ending the mediation, 令20", "mediation_end_20", "note")
	list("Deciding on a report", "report_decision", "note")
	list("Proposing a decision", "proposal", "note")
	list("Returning", "return_reason", "note")
	list("Withdrawing", "withdraw_how", "note")
	list("Settling with an enterprise first", "odr_result", "note")
	list("Competence in dispute", "dispute_result", "note")
	list("Time that does not count", "pause_reason", "note")
	list("Major incidents", "incident_kind", "note rule")
	list("Not published", "publish_exclusion", "note")
	print ".Sh DOCUMENTS"
	print "Whoever reads one gets only the fields that its reader may see."
	documents("Under 令121", "document_121")
	documents("Under 令20", "document_20")
	notices()
	urging()
	settings()
	print ".Sh FILES"
	print ".Bl -tag -width Ds -compact"
	print ".It Pa sql/code/transition.csv , state.csv , deadline.csv\nsteps, states, clocks"
	print ".It Pa sql/code/*.csv\nthe other tables"
	print ".It Pa sql/code/field.csv\nthe fields of the forms"
	print ".El\n.Sh SEE ALSO\n.Xr gangshaoctl 1 ,\n.Xr gangshao 7 ,\n.Xr gangshao-security 7 ,\n.Xr gangshao-server 8"
	print ".Sh STANDARDS"
	print "市场监督管理投诉举报处理办法 (国家市场监督管理总局令第121号);"
	print "市场监督管理投诉举报处理暂行办法 (令第20号);"
	print "市场监督管理行政处罚程序规定; 消费者权益保护法; 食品安全法."
}
