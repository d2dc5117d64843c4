#!/bin/sh
# What must not stand in the tree: open ends, banned calls, generated files, strangers.
cd "$(dirname "$0")/../.." || exit 1
. tests/lint/tap.sh
check "no open ends" "$(grep -rnE 'TODO|FIXME|XXX|not implemented' src ui sql include man Makefile README.md)"
check "no unsafe string call" "$(grep -rnwE '(strcpy|strcat|sprintf|vsprintf|gets|strtok|localtime|gmtime|atoi)\(' src ui)"
check "the workstation touches no file and no network" \
	"$(grep -nwE '(fopen|open|openat|socket|connect|system|popen)\(' -r ui | grep -vE '^ui/term/script.c|"/dev/null"')"
check "no identifier that clang-format takes for C++" \
	"$(grep -rnE '(->|\*|struct |[( ]\.)operator\>' --include='*.[ch]' src ui include tests | grep -v '^[^:]*:[0-9]*:[ /]\*')"
check "nobody but the desk's start and gangshaoctl print makes a child" \
	"$(grep -nwE '(fork|vfork|execv|execve|execvp|posix_spawn|system|popen)\(' -r src ui |
		grep -vE '^(src/(wire/start|gate/lookup|desk/main|desk/detach|cli/child)|ui/kiosk/shell)\.c')"
strangers=$(git ls-tree --name-only HEAD 2>/dev/null |
	grep -vxE 'Makefile|README(\.md)?|src|ui|include|sql|man|tests|LICENSE|CHANGES(\.md)?|\..*')
check "the top level is what it should be" "$strangers"
echo "1..$n"
