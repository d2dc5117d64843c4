# tap.sh -- a check of the tree is a title and what was found against it; nothing is well.
n=0
check() {
	n=$((n + 1))
	if [ -z "$2" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1"
		echo "$2" | head -10 | sed 's/^/# /'
	fi
}
