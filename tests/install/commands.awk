# commands.awk -- the commands of the installation chapter of gangshao-server(8), as a reader
# of the page types them.
/^\.Sh / { chapter = $2 == "INSTALLATION" }
/^\.Ss / && chapter { print "# " substr($0, 5) }
/^\.Ed/ { literal = 0 }
chapter && literal { gsub(/\\\(aq/, "'"); gsub(/\\e/, "\\"); print }
/^\.Bd -literal/ { literal = 1 }
