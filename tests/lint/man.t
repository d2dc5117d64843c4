#!/bin/sh
# Man pages are clean mdoc and name what there is.
cd "$(dirname "$0")/../.." || exit 1
. tests/lint/tap.sh
missing() { # missing PAGE WORD...: the words that the page does not hold
	page=$1
	shift
	for w in "$@"; do grep -qF -- "$w" "$page" || echo "$w"; done
}
for p in gangshao.1 gangshaod.8 gangshaoctl.1 gangshao.conf.5 gangshao-protocol.7 gangshao.7 gangshao-server.8 gangshao-shell.8 gangshao-press.1 \
	gangshao-reliability.7 gangshao-security.7; do
	if [ -f "man/$p" ]; then
		# unusual names of our own pages are no fault
		check "man/$p is clean mdoc" "$(mandoc -Tlint -Wwarning "man/$p" 2>&1 | grep -vE 'referenced manual not found|operating system explicitly')"
	else
		check "man/$p exists" missing
	fi
done
check "gangshao.conf(5) names every option" \
	"$(missing man/gangshao.conf.5 $(grep -oE '^[[:space:]]*\[CONF_[A-Z_]+\] = \{[[:space:]]*"[a-z_.]+"' src/base/conf.c | grep -oE '"[a-z_.]+"' | tr -d '"'))"
check "gangshaoctl(1) names every action" \
	"$(missing man/gangshaoctl.1 $(sed -n 's/.*\.name = "\([a-z_]*\)".*/\1/p' src/action/*.c | sort -u))"
said() { # the actions of which the page says other than their help
	for a in $(sed -n 's/.*\.name = "\([a-z_]*\)".*/\1/p' src/action/*.c | sort -u); do
		help=$(LC_MESSAGES=en LC_ALL=C.UTF-8 "${B:-build}/gangshaoctl" "$a" --help | sed -n 2p)
		grep -A 1 -x -e ".It Ic $a" man/gangshaoctl.1 | grep -qxF -e "$help" || echo "$a"
	done
}
check "gangshaoctl(1) says of every action what its help says" "$(said)"
check "gangshaoctl(1) names every query" \
	"$(missing man/gangshaoctl.1 $(sed -n 's/.*\.name = "\([a-z_]*\)".*/\1/p' src/query/*.c | sort -u))"
check "gangshao-protocol(7) names every message" \
	"$(missing man/gangshao-protocol.7 hello tell ask cancel draft drop withdraw retry bye welcome no kept rows drafted settled link news)"
# The procedure's page is drawn from the tables (make all): whatever they name stands in it.
drawn=${B:-build}/man/gangshao-procedure.7
column() { # column FILE: its first column but the header
	awk -F, 'NR > 1 { print $1 }' "sql/code/$1.csv"
}
if [ -f "$drawn" ]; then
	check "gangshao-procedure(7) is clean mdoc" \
		"$(mandoc -Tlint -Wwarning "$drawn" 2>&1 | grep -vE 'referenced manual not found|operating system explicitly')"
	shown=$(mktemp)
	trap 'rm -f "$shown"' EXIT
	mandoc -Tutf8 "$drawn" | LC_ALL=C.UTF-8 sed 's/.\x08//g' >"$shown"
	for t in state role deadline nonaccept_121 nonaccept_20 mediation_end_121 mediation_end_20 document_121 \
		document_20 notice_matter urge_rule incident_kind publish_exclusion pause_reason; do
		check "gangshao-procedure(7) shows every row of $t" "$(missing "$shown" $(column $t))"
	done
	check "gangshao-procedure(7) shows every action" \
		"$(missing "$shown" $(awk -F, 'NR > 1 && $3 != "" { print $3 }' sql/code/transition.csv | sort -u))"
	check "gangshao-procedure(7) says what every action does" \
		"$(awk '/^\.It Ic [a-z_]+$/ { a = $3; getline; if ($0 == "" || /^On /) print a }' "$drawn")"
	check "gangshao-procedure(7) leaves no code without a name" "$(grep -nE '(By|;) +\([a-z]|^\.It .*→ [A-Z]{2}[0-9]{2} *"|(For|by) *[;,.]' "$drawn")"
	check "gangshao-procedure(7) fits 80 columns" "$(python3 -c 'import sys, unicodedata
for line in open(sys.argv[1], encoding="utf-8"):
    if sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line.rstrip()) > 80:
        print(line.rstrip())' "$shown")"
else
	check "$drawn exists: make all draws it" missing
fi
for p in README.md man/gangshao.7 man/gangshaoctl.1 man/gangshao-server.8; do
	check "$p points to gangshao-procedure(7)" "$(missing $p gangshao-procedure)"
done
echo "1..$n"
