/* table.c -- the table of all screens. */
#include "base/mem.h"
#include "base/str.h"

#include "ui/screen.h"

/* clang-format off */
const struct screen_class *const screens[] = {
	&screen_login,
	&screen_worklist,
	&screen_intake,
	&screen_text,
	&screen_paper,
	&screen_ticket,
	&screen_menu,
	&screen_act,
	&screen_why,
	&screen_outbox,
	&screen_pile,
	&screen_search,
	&screen_help,
	&screen_password,
	NULL,
};
/* clang-format on */

const struct screen_class *
screen_named(const char *name)
{
	size_t i;

	for (i = 0; screens[i]; i++)
		if (str_eq(screens[i]->name, name))
			return screens[i];
	return NULL;
}
