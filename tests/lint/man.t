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
check "gangshaoctl(1) names every query" \
	"$(missing man/gangshaoctl.1 $(sed -n 's/.*\.name = "\([a-z_]*\)".*/\1/p' src/query/*.c | sort -u))"
check "gangshao-protocol(7) names every message" \
	"$(missing man/gangshao-protocol.7 hello tell ask cancel draft drop withdraw retry bye welcome no kept rows drafted settled link news)"
echo "1..$n"
