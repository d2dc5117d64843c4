/* options.c -- the command line of the workstation. */
#include "ui/options.h"

#include <getopt.h>
#include <stdio.h>

#include "base/text.h"

static void
usage(FILE *out)
{
	(void)fputs(
		_("usage: gangshao [-c FILE] [--line | --script FILE]\n"
		  "  -c, --conf FILE    configuration; else $GANGSHAO_CONF or the usual places\n"
		  "  --line             line by line, for screen readers and simple terminals\n"
		  "  --script FILE      play keys from a file, print screens (for tests)\n"
		  "  --version, --help\n"),
		out);
}

enum verdict
options_read(struct options *o, int argc, char **argv)
{
	static const struct option options[] = {
		{ "conf", required_argument, NULL, 'c' },
		{ "script", required_argument, NULL, 's' },
		{ "line", no_argument, NULL, 'l' },
		{ "version", no_argument, NULL, 'V' },
		{ "help", no_argument, NULL, 'h' },
		{ 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "c:", options, NULL)) != -1) {
		if (c == 'c')
			o->conf = optarg;
		else if (c == 's')
			o->script = optarg;
		else if (c == 'l')
			o->line = true;
		else if (c == 'V')
			return printf("gangshao %s\n", VERSION) < 0 ? REFUSED : LATER;
		else
			return usage(c == 'h' ? stdout : stderr),
			       c == 'h' ? LATER : REFUSED;
	}
	return optind == argc ? DONE : (usage(stderr), REFUSED);
}
