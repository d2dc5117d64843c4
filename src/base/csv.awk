# csv.awk -- reads a line of CSV; for the makers of tables and man pages, beside their own -f.
# The cells of a line, without their quotes.
function cells(line, out,    n, c, at) {
	for (n = 0; ; line = substr(line, 2)) {
		c = ""
		if (line ~ /^"/) {
			line = substr(line, 2)
			while ((at = index(line, "\"")) && substr(line, at + 1, 1) == "\"") {
				c = c substr(line, 1, at)
				line = substr(line, at + 2)
			}
			c = c substr(line, 1, at - 1)
			line = substr(line, at + 1)
		} else if ((at = index(line, ",")) > 0) {
			c = substr(line, 1, at - 1)
			line = substr(line, at)
		} else {
			c = line
			line = ""
		}
		out[++n] = c
		if (line == "")
			return n
	}
}
