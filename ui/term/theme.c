/* theme.c -- maps faces to attributes, one table per theme. */
#include "ui/term/theme.h"

#include <curses.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

struct look {
	short colour; /* -1: the terminal's own */
	attr_t attr;
};

struct theme {
	const char *name;
	struct look look[FACE__MAX];
};

/* clang-format off */
static const struct theme themes[] = {
	{ "dark", {
		[FACE_PLAIN] = { -1, A_NORMAL }, [FACE_BAR] = { -1, A_REVERSE },
		[FACE_TITLE] = { COLOR_CYAN, A_BOLD }, [FACE_LABEL] = { COLOR_CYAN, A_NORMAL },
		[FACE_FOCUS] = { COLOR_YELLOW, A_BOLD }, [FACE_DIM] = { -1, A_DIM },
		[FACE_GOOD] = { COLOR_GREEN, A_NORMAL }, [FACE_WARN] = { COLOR_YELLOW, A_BOLD },
		[FACE_BAD] = { COLOR_RED, A_BOLD }, [FACE_RULE] = { -1, A_DIM },
		[FACE_HINT] = { -1, A_NORMAL }, [FACE_KEY] = { COLOR_CYAN, A_NORMAL },
		[FACE_BIG] = { COLOR_GREEN, A_BOLD } } },
	{ "light", {
		[FACE_PLAIN] = { -1, A_NORMAL }, [FACE_BAR] = { -1, A_REVERSE },
		[FACE_TITLE] = { COLOR_BLUE, A_BOLD }, [FACE_LABEL] = { COLOR_BLUE, A_NORMAL },
		[FACE_FOCUS] = { COLOR_MAGENTA, A_BOLD }, [FACE_DIM] = { -1, A_NORMAL },
		[FACE_GOOD] = { COLOR_GREEN, A_BOLD }, [FACE_WARN] = { COLOR_MAGENTA, A_BOLD },
		[FACE_BAD] = { COLOR_RED, A_BOLD }, [FACE_RULE] = { -1, A_NORMAL },
		[FACE_HINT] = { -1, A_NORMAL }, [FACE_KEY] = { COLOR_BLUE, A_NORMAL },
		[FACE_BIG] = { COLOR_BLUE, A_BOLD } } },
	{ "mono", {
		[FACE_PLAIN] = { -1, A_NORMAL }, [FACE_BAR] = { -1, A_REVERSE },
		[FACE_TITLE] = { -1, A_BOLD }, [FACE_LABEL] = { -1, A_NORMAL },
		[FACE_FOCUS] = { -1, A_BOLD }, [FACE_DIM] = { -1, A_NORMAL },
		[FACE_GOOD] = { -1, A_NORMAL }, [FACE_WARN] = { -1, A_BOLD },
		[FACE_BAD] = { -1, A_REVERSE }, [FACE_RULE] = { -1, A_NORMAL },
		[FACE_HINT] = { -1, A_NORMAL }, [FACE_KEY] = { -1, A_BOLD },
		[FACE_BIG] = { -1, A_BOLD } } },
	{ "contrast", {
		[FACE_PLAIN] = { -1, A_NORMAL }, [FACE_BAR] = { -1, A_REVERSE | A_BOLD },
		[FACE_TITLE] = { -1, A_BOLD }, [FACE_LABEL] = { -1, A_BOLD },
		[FACE_FOCUS] = { -1, A_REVERSE | A_BOLD }, [FACE_DIM] = { -1, A_NORMAL },
		[FACE_GOOD] = { -1, A_BOLD }, [FACE_WARN] = { -1, A_BOLD | A_UNDERLINE },
		[FACE_BAD] = { -1, A_REVERSE | A_BOLD }, [FACE_RULE] = { -1, A_BOLD },
		[FACE_HINT] = { -1, A_BOLD }, [FACE_KEY] = { -1, A_REVERSE },
		[FACE_BIG] = { -1, A_BOLD } } },
};
/* clang-format on */

static attr_t attrs[FACE__MAX];

static const struct theme *
theme_named(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(themes); i++)
		if (str_eq(name, themes[i].name))
			return &themes[i];
	return &themes[0];
}

void
theme_choose(const char *name)
{
	const char *no = getenv("NO_COLOR");
	const struct theme *theme = theme_named(name);
	bool colour = has_colors() && str_empty(no);
	short hue;
	int i;

	if (!colour && theme != &themes[3])
		theme = theme_named("mono");
	if (colour) {
		start_color();
		use_default_colors();
		for (hue = 0; hue < 8; hue++)
			init_pair((short)(hue + 1), hue, -1);
	}
	for (i = 0; i < FACE__MAX; i++) {
		attrs[i] = theme->look[i].attr;
		if (theme->look[i].colour >= 0)
			attrs[i] |= (attr_t)COLOR_PAIR(theme->look[i].colour + 1);
	}
}

unsigned long
theme_attr(enum face face)
{
	return attrs[face];
}

unsigned long
theme_blank(enum face face)
{
	return attrs[face] & (A_REVERSE | A_UNDERLINE) ? attrs[face] : A_NORMAL;
}
